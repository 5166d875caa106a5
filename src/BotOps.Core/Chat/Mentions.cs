using System.Text.RegularExpressions;
using BotOps.Core.Access;

namespace BotOps.Core.Chat;

/// <summary>
/// Whom the mentions of a platform mean. A platform writes one as <c>@platform/tenant/id</c>, by its id, which can be nobody's
/// handle; from here on it is that person's handle. One of an account that nobody has stays as it is.
/// </summary>
public sealed partial class Mentions(Senders senders)
{
    public async Task<ChatEvent> Read(ChatEvent said, CancellationToken stopping) => said with
    {
        Text = await Read(said.Text, stopping),
        Input = await Read(said.Input, stopping),
        Filled = said.Filled is { } filled ? await Read(filled, stopping) : null,
    };

    public async Task<IReadOnlyDictionary<string, string>> Read(IReadOnlyDictionary<string, string> values, CancellationToken stopping)
    {
        var read = new Dictionary<string, string>();
        foreach (var (name, value) in values) read[name] = (await Read(value, stopping))!;
        return read;
    }

    async Task<string?> Read(string? text, CancellationToken stopping)
    {
        if (text is null || !text.Contains('@') || !Mention().IsMatch(text)) return text;

        var handles = new Dictionary<string, string>();
        foreach (var mention in Mention().Matches(text).Select(m => m.Value).Distinct())
            if (AccountName.Parse(mention[1..]) is { } account && await senders.Find(account, stopping) is { } person) handles[mention] = $"@{person.Handle}";
        return Mention().Replace(text, mention => handles.GetValueOrDefault(mention.Value, mention.Value));
    }

    [GeneratedRegex(@"@[a-z]+/[A-Za-z0-9._-]+/[A-Za-z0-9._:-]+")]
    private static partial Regex Mention();
}
