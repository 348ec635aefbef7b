"""The Responses API, emulated: scripts, holds, and answers of its own."""

from playground.openai.emulator import OpenAIEmulator
from playground.openai.scripts import load_script
from playground.openai.steps import Script

__all__ = ["OpenAIEmulator", "Script", "load_script"]
