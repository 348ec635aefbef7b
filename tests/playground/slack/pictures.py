"""Small pictures of each kind, and how the official client uploads one."""

from slack_sdk.web.async_client import AsyncWebClient

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
    + (40).to_bytes(4, "big")
    + (30).to_bytes(4, "big")
    + b"\x08\x02\x00\x00\x00rest"
)
JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08\x00\x1e\x00\x28\x03rest-of-it"
GIF = b"GIF89a\x28\x00\x1e\x00rest"
WEBP = b"RIFF\x00\x00\x00\x00WEBPVP8 rest"


async def upload(client: AsyncWebClient, data: bytes = PNG, name: str = "a.png") -> str:
    """A private file of the app: in no channel."""
    done = await client.files_upload_v2(filename=name, content=data)
    found: str = done["files"][0]["id"]
    return found


def image(file_id: str, block_id: str = "picture") -> dict[str, object]:
    return {
        "type": "image",
        "block_id": block_id,
        "alt_text": "a fox",
        "slack_file": {"id": file_id},
    }
