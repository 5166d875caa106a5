namespace BotOps.Core;

public static partial class Texts
{
    /// <summary>The words around the messages of the web chat.</summary>
    public static class WebChat
    {
        public const string Bot = "BotOps";
        public const string BotTag = "bot";
        public const string You = "you";
        public const string OnlyYou = "Only you see this";
        public const string Thread = "Thread";
        public const string SpeakAs = "Speak as";
        public const string Live = "Live";
        public const string Lost = "Connection lost {0} s ago, trying again. Rollouts go on.";
        public const string New = "{0} new";
        public const string Send = "Send";
        public const string Write = "/deploy, /botops help, or a word to the others";
        public const string ReplyHere = "Reply, or @botops and a command";
        public const string FirstVisit = "Try one. Each is typed for you and sent with Enter.";
        public const string Back = "Back";
        public const string ReasonNeeded = "Write a few words first.";
        public const string NotAccepted = "Not accepted, nothing was done: BotOps could not save it in time. Try again.";
        public const string Unreachable = "Not sent: BotOps cannot be reached. Your text is still here; try again.";
        public const string Empty = "There is nothing to send.";
        public const string WholeLog = "whole log";
        public const string Earlier = "Earlier messages";
        public const string Compare = "Compare";
        public const string Commits = "commits";
        public const string Hosts = "Hosts";
        public const string Settings = "Settings";
        public const string DatabaseAway = "BotOps' database does not answer. Nothing was done; rollouts go on. Try again in a moment.";
        public const string OpenByAddress = "Open the sandbox's chat by localhost or by its IP address.";
        public const string Nobody = "The sandbox has no people yet. Wait until it has started, then reload.";

        /// <summary>What a person may do, under their name; roles as in the catalog.</summary>
        public static string May(IReadOnlyCollection<Access.Role> roles)
        {
            string[] parts =
            [
                .. roles.Contains(Access.Role.Requester) ? ["asks; cancels and pauses own"] : Array.Empty<string>(),
                .. roles.Contains(Access.Role.Approver) ? ["approves"] : Array.Empty<string>(),
                .. roles.Contains(Access.Role.Operator) ? ["runs rollouts, rolls back, locks"] : Array.Empty<string>(),
                .. roles.Contains(Access.Role.Admin) ? ["admin"] : Array.Empty<string>(),
            ];
            return parts.Length == 0 ? "reads" : string.Join("; ", parts);
        }

        /// <summary>The strip in words: 6 hosts in 2 waves: 3 updated, 1 under way, 2 waiting.</summary>
        public static string Strip(int hosts, int waves, IReadOnlyList<(Chat.Cell State, int Count)> counts) =>
            $"{Count(hosts, "host")} in {Count(waves, "wave")}: {string.Join(", ", counts.Select(c => $"{c.Count} {CellWord(c.State)}"))}";

        public static string CellWord(Chat.Cell state) => state switch
        {
            Chat.Cell.Wait => "waiting",
            Chat.Cell.Run => "under way",
            Chat.Cell.Ok => "updated",
            Chat.Cell.Bad => "failed",
            Chat.Cell.Out => "left out, not serving",
            Chat.Cell.Back => "back on its build before",
            _ => "never touched",
        };

        /// <summary>How old a commit is: 22 min, 3 h, 4 d.</summary>
        public static string Age(TimeSpan age) => age switch
        {
            { TotalMinutes: < 1 } => "now",
            { TotalHours: < 1 } => $"{age.TotalMinutes:0} min",
            { TotalDays: < 1 } => $"{(int)age.TotalHours} h",
            _ => $"{(int)age.TotalDays} d",
        };

        /// <summary>How long something took: 38 s, 1 m 04 s.</summary>
        public static string Took(TimeSpan took) =>
            took.TotalSeconds < 60 ? $"{took.TotalSeconds:0} s" : $"{(int)took.TotalMinutes} m {took.Seconds:00} s";

        public static string Edited(string posted, string edited) => posted == edited ? posted : $"{posted}, changed {edited}";

        static string Count(int count, string word) => count == 1 ? $"1 {word}" : $"{count} {word}s";

        public static string TooLong(int most) => $"That is longer than {most:N0} characters. Send less at once.";

        public static string OneChannel(string channel) => $"the web chat has no channel {channel}; its one channel is web/sandbox/deploys";

        public static string NoMessage(string reference) => $"the web chat has no message {reference}; it was started anew since";

        public static string NoPerson(string handle) => $"There is nobody called {handle} here.";

        public static string Replies(int count, string newest) => count switch
        {
            0 => Thread,
            1 => $"1 reply · {newest}",
            _ => $"{count} replies · newest {newest}",
        };

        public static string ThreadOf(long? release) => release is { } number ? $"Thread of #{number}" : Thread;

        public static string MoreCommits(int count) => $"{count} more";

        public static string Adds(int count) => $"Adds {count}";

        public static string MoreUpdated(int count) => $"and {count} more updated";

        public static string AnswerIn(string channel) => $"Answer in #{channel}";
    }
}
