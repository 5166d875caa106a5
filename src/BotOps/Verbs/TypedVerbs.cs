using System.CommandLine;
using BotOps.Core;
using BotOps.Core.Chat;
using BotOps.Core.Chat.Commands;

namespace BotOps.Verbs;

/// <summary>
/// Every command of the chat as a verb, for when the chat is down. What follows the verb is taken as it is: no response file, no
/// directive and no option of this executable is looked for in it, but <c>--yes</c> answers what is asked again.
/// </summary>
static class TypedVerbs
{
    const string Yes = "--yes";
    const string Press = "press";

    public static void AddTo(RootCommand root)
    {
        var taken = root.Subcommands.Select(c => c.Name).ToHashSet();
        foreach (var command in CommandTable.All.Where(c => !taken.Contains(c.Name)))
            root.Add(Verb(command.Name, command.Says, (terminal, words, yes, stopping) => terminal.Run(command, words, yes, stopping)));
        root.Add(Verb(Press, Texts.VerbPress, (terminal, words, yes, stopping) => terminal.Press(words, yes, stopping)));
    }

    /// <summary>The arguments with everything behind one of these verbs marked as words.</summary>
    public static IReadOnlyList<string> Raw(RootCommand root, string[] args)
    {
        var at = 0;
        while (at < args.Length && args[at].StartsWith('-')) at += args[at].Contains('=') ? 1 : 2; // options of the sandbox, each with a value
        return at < args.Length && root.Subcommands.Any(c => c is TypedVerb && c.Name == args[at]) ? [.. args[..(at + 1)], "--", .. args[(at + 1)..]] : args;
    }

    /// <summary>The line that presses a button: the command of the same name, or where there is none <c>press</c>.</summary>
    /// <param name="program">As in <see cref="ShellWords.FromLine"/>.</param>
    public static string LineOf(Button button, string program)
    {
        var asCommand = Command(button);
        List<string> line = [program, .. asCommand ?? [Press, ShellWords.Quoted(button.Action), ShellWords.Quoted(button.Value)]];
        if (button.Ask is not null) line.Add(asCommand is null ? "TEXT" : "--reason TEXT");
        if (button.Confirm is not null) line.Add(Yes);
        return string.Join(' ', line);
    }

    /// <summary>What was typed, with its answer to what is asked again.</summary>
    public static string Again(string program, string verb, IEnumerable<string> words) => string.Join(' ', [program, verb, .. words.Select(ShellWords.Quoted), Yes]);

    static string[]? Command(Button button) => (CommandTable.Find(button.Action)?.Words, button.Value.Split('/')) switch
    {
        ([{ Kind: ValueKind.Release }], [var release, _, .. var more]) when more is [] or ["knowing"] => [button.Action, release],
        ([{ Kind: ValueKind.Release }, { Kind: ValueKind.Answer }], [var release, _, var answer]) => [button.Action, release, answer],
        _ => null,
    };

    static TypedVerb Verb(string name, string says, Func<Terminal, string[], bool, CancellationToken, Task<int>> act)
    {
        var words = new Argument<string[]>("words") { Arity = ArgumentArity.ZeroOrMore, Description = Texts.VerbWords(name) };
        var verb = new TypedVerb(name, says) { words };
        verb.SetAction((parsed, stopping) =>
        {
            var (rest, yes) = Answered(parsed.GetValue(words)!);
            return Terminal.Open(parsed.GetValue<string?>("--data"), terminal => act(terminal, rest, yes, stopping), stopping);
        });
        return verb;
    }

    /// <summary>Behind <c>--</c> everything is a word.</summary>
    static (string[] Words, bool Yes) Answered(string[] words)
    {
        var end = Array.IndexOf(words, "--") is >= 0 and var at ? at : words.Length;
        string[] rest = [.. words.Where((word, i) => i >= end || word != Yes)];
        return (rest, rest.Length < words.Length);
    }

    sealed class TypedVerb(string name, string says) : Command(name, says);
}
