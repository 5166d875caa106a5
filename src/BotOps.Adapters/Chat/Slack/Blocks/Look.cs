using System.Text.RegularExpressions;
using BotOps.Core.Chat;

namespace BotOps.Adapters.Chat.Slack.Blocks;

/// <summary>What a drawing needs to know of the workspace and of this server.</summary>
/// <param name="Mention">Slack's id (<c>U123</c>) of a handle of BotOps; null: nobody there.</param>
/// <param name="LinkOf">The absolute address of a path of BotOps, or of an address; null: it has none.</param>
sealed partial record Look(Func<string, string?> Mention, Func<string, string?> LinkOf)
{
    const int MostCalled = 10;

    /// <summary>Only addresses of the web; any other is drawn as its words.</summary>
    public Uri? Link(string? path) =>
        !string.IsNullOrWhiteSpace(path) && LinkOf(path) is { } link
        && Uri.TryCreate(link, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? uri
            : null;

    public Mrkdwn Person(string handle) => Mention(handle) is { } id && SlackId().IsMatch(id) ? Mrkdwn.Person(id) : Mrkdwn.Of($"@{handle}", 60);

    /// <summary>A text of the house in which <c>@handle</c> calls who it names; never for what people wrote.</summary>
    public Mrkdwn Calling(string text)
    {
        var (drawn, at) = (default(Mrkdwn), 0);
        foreach (var called in Handle().Matches(text).Where(m => Mention(m.Groups[1].Value) is not null).Take(MostCalled))
        {
            drawn += Mrkdwn.Of(text[at..called.Index]) + Person(called.Groups[1].Value);
            at = called.Index + called.Length;
        }
        return drawn + Mrkdwn.Of(text[at..]);
    }

    public Mrkdwn Spans(IEnumerable<Span> run)
    {
        var line = default(Mrkdwn);
        foreach (var span in run)
        {
            var longer = line + Of(span);
            if (longer.Text.Length >= Limits.Line) return line + Mrkdwn.Of("…");
            line = longer;
        }
        return line;
    }

    Mrkdwn Of(Span span)
    {
        var text = span.Code ? Mrkdwn.Code(span.Text) : Mrkdwn.Of(span.Text);
        return Mrkdwn.Link(Link(span.Link), span.Strong ? Mrkdwn.Bold(text) : text);
    }

    [GeneratedRegex("^[UW][A-Z0-9]{1,30}$")]
    private static partial Regex SlackId();

    [GeneratedRegex(@"@([\p{L}\p{N}](?:[\w.-]*\w)?)")]
    private static partial Regex Handle();
}
