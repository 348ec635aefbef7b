"""The small mark that says that no model made this picture."""

from PIL import Image, ImageDraw

from playground.artist.fonts import face


def mark(sheet: Image.Image) -> Image.Image:
    """Set "emulated" into the lower right corner, light on a dark veil."""
    tall = max(9, round(min(sheet.size) * 0.0165))
    font = face(tall)
    wide = round(font.getlength("emulated"))
    pad = max(2, tall // 2)
    right, low = sheet.width - pad, sheet.height - pad
    box = (right - wide - pad * 2, low - tall - pad, right, low)
    plate = Image.new("RGBA", sheet.size)
    pencil = ImageDraw.Draw(plate)
    pencil.rounded_rectangle(box, pad, (16, 20, 40, 84))
    middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    pencil.text(middle, "emulated", (255, 252, 240, 225), font, anchor="mm")
    patch = plate.crop(box)
    if sheet.mode == "RGBA":
        sheet.alpha_composite(patch, (max(0, box[0]), max(0, box[1])))
    else:
        sheet.paste(patch, (box[0], box[1]), patch)
    return sheet
