namespace BotOps.Core.Chat.Commands;

/// <summary>The word that names the command, behind <c>/botops</c> or <c>@botops</c> if that was typed.</summary>
/// <param name="Spec">Null: there is no such command.</param>
/// <param name="At">Which word of the line it is.</param>
sealed record CommandWord(Token Token, CommandSpec? Spec, int At)
{
    /// <summary>Null: the line is empty but for the name of the bot.</summary>
    public static CommandWord? In(TypedLine line)
    {
        var at = line.Tokens is [var first, ..] && IsBot(first) ? 1 : 0;
        if (at >= line.Tokens.Count) return null;

        var token = line.Tokens[at];
        return new CommandWord(token, token.Quoted ? null : CommandTable.Find(token.Text.TrimStart('/')), at);
    }

    public UserError Unknown(TypedLine line)
    {
        var closest = Values.ClosestCommands(Token.Text);
        if (closest.Count == 0) return Values.NoSuchCommand(Token.Text);
        return Values.NoSuchCommand(Token.Text, line.With(Token, At > 0 ? closest[0] : CommandTable.Find(closest[0])!.Slash));
    }

    public static bool IsBot(Token token) => !token.Quoted && IsBot(token.Text);

    public static bool IsBot(string text) => text.TrimStart('/', '@').TrimEnd(':', ',').Equals("botops", StringComparison.OrdinalIgnoreCase);
}
