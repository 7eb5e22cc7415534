"""Our own HTTP front: where Telegram sends updates, and where a watcher asks how we are."""
