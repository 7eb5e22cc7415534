"""笔杆子: an assistant for those who write the reports of trade unions."""
