using BotOps.Adapters.Web;

namespace BotOps.Sandbox.Chat;

/// <summary>What the page shows at first; from <paramref name="Seq"/> on the stream goes on.</summary>
/// <param name="Earlier">Position before which there are more messages; null: this is the beginning.</param>
/// <param name="Waiting">Releases that wait for the viewer.</param>
public sealed record ChatPageModel(
    long Seq, IReadOnlyList<ChatMessage> Messages, IReadOnlyDictionary<Guid, Replies> Replies, long? Earlier, IReadOnlyList<string> Examples, ChatThread? Thread, int Waiting);

public sealed record ChatThread(ChatMessage Root, IReadOnlyList<ChatMessage> Messages);

static class ChatAssets
{
    public static string Url(string name) => EmbeddedAssets.Url(typeof(ChatAssets).Assembly, name);
}
