"""Pictures as phones take them."""

from __future__ import annotations

import io

from PIL import ExifTags, Image
from pillow_heif import register_heif_opener

PLACE = {
    ExifTags.GPS.GPSLatitudeRef: "N",
    ExifTags.GPS.GPSLatitude: (28.0, 30.0, 0.0),
    ExifTags.GPS.GPSLongitudeRef: "E",
    ExifTags.GPS.GPSLongitude: (117.0, 5.0, 0.0),
}
PHONE = "PhoneMaker 12"
SIDEWAYS = 6
"""The orientation of a picture that is to be turned by a quarter, EXIF 2.32, 4.6.4."""


def jpeg(width: int = 60, height: int = 40) -> bytes:
    """A photo that tells where, and with which phone, it was taken; lying on its side."""
    return _told(width, height, "JPEG")


def heic(width: int = 60, height: int = 40) -> bytes:
    """The same as an iPhone keeps it."""
    register_heif_opener()
    return _told(width, height, "HEIF")


def _told(width: int, height: int, form: str) -> bytes:
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = PHONE
    exif[ExifTags.Base.Orientation] = SIDEWAYS
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(PLACE)
    return written(Image.linear_gradient("L").resize((width, height)).convert("RGB"), form, exif=exif.tobytes())


def written(image: Image.Image, form: str, **how: object) -> bytes:
    """An image as a file."""
    content = io.BytesIO()
    image.save(content, form, **how)
    return content.getvalue()


def place_of(content: bytes) -> dict:
    """Where a picture says that it was taken."""
    with Image.open(io.BytesIO(content)) as image:
        return dict(image.getexif().get_ifd(ExifTags.IFD.GPSInfo))
