using System.CommandLine;

namespace KeyReaper.Cli.Shell;

/// <summary><c>keyreaper completion</c>: prints a script that makes the tab key work in a shell. The script asks <c>keyreaper</c> itself for suggestions, which the library knows.</summary>
internal static class CompletionCommand
{
    private static readonly Dictionary<string, string> Scripts = new()
    {
        // Readline also breaks words at a colon or an equals sign, so the word under the cursor may begin after one.
        ["bash"] = """
            _keyreaper() {
                local line="${COMP_LINE:0:COMP_POINT}" word="${COMP_WORDS[COMP_CWORD]}" IFS=$'\n'
                line="${line#*[[:space:]]}"
                COMPREPLY=($(compgen -W "$(keyreaper "[suggest:${#line}]" "$line" 2>/dev/null)" -- "$word"))
            }
            complete -o default -F _keyreaper keyreaper
            """,
        ["zsh"] = """
            _keyreaper() {
                local line="${BUFFER[1,CURSOR]#*[[:space:]]}"
                local -a suggestions=("${(@f)$(keyreaper "[suggest:${#line}]" "$line" 2>/dev/null)}")
                compadd -- "${suggestions[@]}"
                [[ ${#suggestions} -gt 0 && -n "$suggestions[1]" ]] || _files
            }
            (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
            compdef _keyreaper keyreaper
            """,
        ["fish"] = """
            function __keyreaper_suggestions
                set -l line (string replace -r '^\S+\s+' '' -- (commandline -cp))
                keyreaper "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
            end
            complete -c keyreaper -a '(__keyreaper_suggestions)'
            """,
        ["pwsh"] = """
            Register-ArgumentCompleter -Native -CommandName keyreaper -ScriptBlock {
                param($word, $ast, $position)
                $line = $ast.ToString().PadRight($position).Substring(0, $position) -replace '^\S+\s+', ''
                keyreaper "[suggest:$($line.Length)]" "$line" 2>$null | Where-Object { $_ -like "$word*" } | ForEach-Object {
                    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
                }
            }
            """,
    };

    public static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh, fish or pwsh." };
        shell.CompletionSources.Add([.. Scripts.Keys]);
        shell.Validators.Add(given =>
        {
            if (given.Tokens is [{ Value: var name }] && !Scripts.ContainsKey(name)) given.AddError("There are scripts for bash, zsh, fish and pwsh.");
        });

        var command = new Command("completion", "Prints a script that makes a shell complete commands and options. For bash: eval \"$(keyreaper completion bash)\" in ~/.bashrc.") { shell };
        command.SetAction(given => given.InvocationConfiguration.Output.WriteLine(Scripts[given.GetRequiredValue(shell)]));
        return command;
    }
}
