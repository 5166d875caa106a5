using BotOps.Core.Access;

namespace BotOps.Core.Chat.Commands;

/// <summary>Help in lines for a <see cref="Reply"/>; nobody reads about what they may not do.</summary>
public static class Help
{
    /// <param name="may">Whether the person has the role for anything at all.</param>
    public static IReadOnlyList<IReadOnlyList<Span>> For(Func<Role, bool> may) =>
        [.. CommandTable.All.Where(c => c.MayBeUsed(may)).Select(c => Line(Short(c), c.Says))];

    /// <summary>Usage, example and every option of one command.</summary>
    /// <param name="command">A name of <see cref="CommandTable"/>.</param>
    public static IReadOnlyList<IReadOnlyList<Span>> For(string command) => For(CommandTable.Find(command) ?? throw Values.NoSuchCommand(command));

    public static IReadOnlyList<IReadOnlyList<Span>> For(CommandSpec command) =>
    [
        Line(Short(command), command.Says),
        [Texts.HelpExample, Code(command.Example)],
        .. command.Options.Select(o => Line(o.Usage, o.Says)),
    ];

    /// <summary>Without the options, which have lines of their own.</summary>
    static string Short(CommandSpec command) => command.Options.Any(o => !o.Needed) ? (command with { Options = [.. command.Options.Where(o => o.Needed)] }).Usage : command.Usage;

    static IReadOnlyList<Span> Line(string typed, string says) => [Code(typed), "  " + says];

    static Span Code(string text) => new(text, Code: true);
}
