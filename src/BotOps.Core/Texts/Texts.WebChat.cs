namespace BotOps.Core;

/// <summary>The words around the messages of the web chat.</summary>
public static partial class Texts
{
    public const string WebChatBot = "BotOps";
    public const string WebChatBotTag = "bot";
    public const string WebChatYou = "you";
    public const string WebChatOnlyYou = "Only you see this";
    public const string WebChatThread = "Thread";
    public const string WebChatSpeakAs = "Speak as";
    public const string WebChatLive = "Live";
    public const string WebChatLost = "Connection lost {0} s ago, trying again. Rollouts go on.";
    public const string WebChatNew = "{0} new";
    public const string WebChatSend = "Send";
    public const string WebChatWrite = "/deploy, /botops help, or a word to the others";
    public const string WebChatReplyHere = "Reply, or @botops and a command";
    public const string WebChatFirstVisit = "Try one. Each is typed for you and sent with Enter.";
    public const string WebChatBack = "Back";
    public const string WebChatReasonNeeded = "Write a few words first.";
    public const string WebChatNotAccepted = "Not accepted, nothing was done: BotOps could not save it in time. Try again.";
    public const string WebChatUnreachable = "Not sent: BotOps cannot be reached. Your text is still here; try again.";
    public const string WebChatEmpty = "There is nothing to send.";
    public const string WebChatWholeLog = "whole log";
    public const string WebChatEarlier = "Earlier messages";
    public const string WebChatCompare = "Compare";
    public const string WebChatCommits = "commits";
    public const string WebChatNobody = "The sandbox has no people yet. Wait until it has started, then reload.";

    public static string WebChatTooLong(int most) => $"That is longer than {most:N0} characters. Send less at once.";

    public static string WebChatOneChannel(string channel) => $"the web chat has no channel {channel}; its one channel is web/sandbox/deploys";

    public static string WebChatNoMessage(string reference) => $"the web chat has no message {reference}; it was started anew since";

    public static string WebChatNoPerson(string handle) => $"There is nobody called {handle} here.";

    public static string WebChatReplies(int count, string newest) => count switch
    {
        0 => WebChatThread,
        1 => $"1 reply · {newest}",
        _ => $"{count} replies · newest {newest}",
    };

    public static string WebChatThreadOf(long? release) => release is { } number ? $"Thread of #{number}" : WebChatThread;

    public static string WebChatMoreCommits(int count) => $"{count} more";

    public static string WebChatAdds(int count) => $"Adds {count}";

    public static string WebChatMoreUpdated(int count) => $"and {count} more updated";

    public static string WebChatAnswerIn(string channel) => $"Answer in #{channel}";
}
