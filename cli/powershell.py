"""Completion in PowerShell: the script that asks the command, and the answers it is given."""

from __future__ import annotations

import os
from typing import Final

from click.shell_completion import CompletionItem, ShellComplete, split_arg_string

# PowerShell gives the words up to the cursor, and is told a value, its kind and its help on a line, parted by tabs.
_POWERSHELL: Final = """\
Register-ArgumentCompleter -Native -CommandName %(prog_name)s -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = $commandAst.Extent.Text
    if ($words.Length -lt $cursorPosition) { $words += ' ' }
    else { $words = $words.Substring(0, $cursorPosition) }
    $env:%(complete_var)s = 'powershell_complete'
    $env:COMP_WORDS = $words
    $env:COMP_WORD = $wordToComplete
    try {
        %(prog_name)s | ForEach-Object {
            $value, $kind, $help = $_ -split "`t", 3
            if ($kind -eq 'plain') {
                [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $(if ($help) { $help } else { $value }))
            }
        }
    }
    finally { Remove-Item Env:%(complete_var)s, Env:COMP_WORDS, Env:COMP_WORD -ErrorAction SilentlyContinue }
}
"""


class PowerShell(ShellComplete):
    """Completion in PowerShell, which click does not know. Paths are PowerShell's own to complete."""

    name = "powershell"
    source_template = _POWERSHELL

    def get_completion_args(self) -> tuple[list[str], str]:
        """The whole words before the cursor, and the one under way."""
        incomplete = os.environ.get("COMP_WORD", "")
        words = split_arg_string(os.environ.get("COMP_WORDS", ""))
        if incomplete and words and words[-1] == incomplete:
            words.pop()
        return words[1:], incomplete

    def format_completion(self, item: CompletionItem) -> str:
        """One value, its kind and its help."""
        told = " ".join((item.help or "").split())
        return f"{item.value}\t{item.type}\t{told}"
