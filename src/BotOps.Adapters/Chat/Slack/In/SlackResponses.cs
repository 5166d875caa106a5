using BotOps.Adapters.Chat.Slack.Api;
using Microsoft.Extensions.Logging;

namespace BotOps.Adapters.Chat.Slack.In;

/// <summary>Says one line to the person who typed or pressed, where the inbox cannot: beside the ack, and without anything of BotOps' own.</summary>
sealed class SlackResponses(SlackApi api, SlackOptions options, ILogger<SlackResponses> logger)
{
    public void Say(string? responseUrl, string text)
    {
        if (Uri.TryCreate(responseUrl, UriKind.Absolute, out var url) && IsOfSlack(url)) _ = Send(url, text);
    }

    /// <summary>The address is out of a signed request; all the same nothing is sent to anybody else.</summary>
    bool IsOfSlack(Uri url) => url.Scheme == Uri.UriSchemeHttps && url.Host.EndsWith(".slack.com", StringComparison.Ordinal) || url.Authority == options.Api.Authority;

    async Task Send(Uri url, string text)
    {
        try
        {
            await api.Respond(url, text, CancellationToken.None);
        }
        catch (Exception error)
        {
            logger.LogWarning("Somebody could not be told that their word was not taken: {Error}", error.Message);
        }
    }
}
