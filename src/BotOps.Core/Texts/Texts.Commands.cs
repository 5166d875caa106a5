using BotOps.Core.Chat.Commands;
using BotOps.Core.Releases;

namespace BotOps.Core;

public static partial class Texts
{
    public const string CommandDeploy = "Asks for a release of a branch, tag or commit";
    public const string CommandStatus = "What runs, what waits and for whom";
    public const string CommandHosts = "The hosts of a project and what each one runs";
    public const string CommandHistory = "The last releases";
    public const string CommandLog = "The last lines of a release's log, and a link to the whole";
    public const string CommandPause = "Lets the wave that runs end and starts no other";
    public const string CommandResume = "Goes on with a paused release";
    public const string CommandAbort = "Stops a release; a host under way is brought to its end first";
    public const string CommandCancel = "Takes a request back before it starts";
    public const string CommandApprove = "Approves a release that waits for it";
    public const string CommandReject = "Refuses a release, with the reason";
    public const string CommandProjects = "The projects and their environments";
    public const string CommandWhoAmI = "Who BotOps takes you for, and your roles";
    public const string CommandLogin = "A link that signs you in to the pages, once";
    public const string CommandHelp = "What you may type; with a command, its options";

    public const string OptionSerial = "One host at a time";
    public const string OptionHalves = "In two waves, the smaller half first";
    public const string OptionBatch = "Wave sizes: 3, 25% or 1,25%,100%";
    public const string OptionPause = "Wait for a person after the first wave, or after each";
    public const string OptionWait = "Let every wave run for a while, then check it again: 2m";
    public const string OptionMaxFail = "Go on while no more hosts than this have failed: 1 or 10%";
    public const string OptionMinUp = "Hosts that stay in service all the time: 3 or 75%";
    public const string OptionHosts = "These hosts only: order-01,order-1*";
    public const string OptionExclude = "All but these hosts";
    public const string OptionExpires = "How long the request waits for its approval: 2h";
    public const string OptionNote = "A line for those who read the card: \"fix of the login\"";
    public const string OptionRebuild = "Build again although this commit was built before";
    public const string OptionPlan = "Show the card to you alone and ask for nothing";
    public const string OptionReason = "Why, for those who read it later";
    public const string ToSays = "Which environment; not needed where there is only one";

    public const string PauseNone = "Goes on by itself";
    public const string PauseFirst = "Waits after the first wave";
    public const string PauseEach = "Waits after every wave";

    public const string HelpExample = "For example  ";
    public const string ReadsDeploy = "Asks for ";
    public const string ReadsPlan = "Shows to you alone the plan for ";
    public const string ReadsAt = " at ";
    public const string ReadsTo = " to ";
    public const string ReadsSerial = "one host at a time";
    public const string ReadsHalves = "in two halves";
    public static string ReadsSize(Amount size) => size is { Percent: false } ? $"{size} at a time" : $"{size} of the hosts at a time";
    public static string ReadsList(IReadOnlyList<Amount> list) => $"up to {string.Join(", then ", list)} of the hosts";
    public static string ReadsOnly(IReadOnlyList<string> hosts) => $"only {string.Join(", ", hosts)}";
    public static string ReadsWithout(IReadOnlyList<string> hosts) => $"without {string.Join(", ", hosts)}";
    public const string ReadsPauseFirst = "pausing after the first wave";
    public const string ReadsPauseEach = "pausing after every wave";
    public static string ReadsWait(TimeSpan wait) => $"watching every wave for {Duration(wait)}";
    public static string ReadsVerb(ReleaseVerb verb) => verb switch
    {
        ReleaseVerb.Pause => "Pauses ",
        ReleaseVerb.Resume => "Goes on with ",
        ReleaseVerb.Abort => "Aborts ",
        ReleaseVerb.Cancel => "Cancels ",
        ReleaseVerb.Approve => "Approves ",
        ReleaseVerb.Reject => "Rejects ",
        ReleaseVerb.Withdraw => Say("Withdraws your approval of ", "撤回你对以下发布单的批准："),
        ReleaseVerb.SignOff => Say("Signs off ", "签核 "),
        ReleaseVerb.Retry => Say("Asks again for ", "重新请求 "),
        _ => throw new ArgumentOutOfRangeException(nameof(verb), verb, null),
    };
    public static string ReadsReason(string reason) => $": “{reason}”";
    public const string ReadsLog = "Shows the log of ";
    public const string ReadsHosts = "Shows the hosts of ";
    public const string ReadsStatus = "Shows what runs and waits of ";
    public const string ReadsHistory = "Shows the last releases of ";
    public const string ReadsHelp = "Explains ";
    public static string ReadsForm(IReadOnlyList<string> missing) => $"Opens a form: {string.Join(" and ", missing)} not typed yet";

    public static string LineTooLong(int length, int most) => $"That line has {length} characters; a command has at most {most}. Shorten it.";
    public const string QuoteOpen = "A quotation mark is opened and never closed. Close it at the end of the text.";
    public static string NoSuchCommand(string typed, IReadOnlyList<string> closest) => closest.Count > 0
        ? $"There is no command {typed}. Did you mean {Either(closest)}?"
        : $"There is no command {typed}. /botops help lists what you may type.";
    public static string NoSuchOption(string command, string typed, IReadOnlyList<string> closest) => closest.Count > 0
        ? $"There is no option {typed}. Did you mean {Either(closest)}?"
        : $"{command} has no option {typed}. /botops help {command} lists what it has.";
    public static string OptionTwice(string option) => $"{option} is there twice. Keep one.";
    public static string OptionTakesNoValue(string option) => $"{option} stands alone and takes no value.";
    public static string OptionNeedsValue(string option, string value, string example) => $"{option} needs a value, {value}: {option} {example}.";
    public static string OneWordTooMany(string typed, string usage) => $"{typed} is one word too many. Write {usage}.";
    public static string QuotesNeeded(string typed) => $"{typed} is one word too many. Put quotation marks around a text of several words.";
    public static string ToWithoutDashes(string typed) => $"There is no option {typed}. Write the environment without dashes: to production.";
    public const string ToNeedsEnvironment = "After “to” comes an environment: to production.";
    public const string ToTwice = "“to” is there twice. A release goes to one environment.";

    public static string NotAName(string typed) => $"{typed} cannot be a name. Names have letters, digits and . _ -, begin with a letter or digit, and have at most 63 characters.";
    public static string NotAHost(string typed) => $"{typed} cannot be a host. Write names or patterns, separated by commas: order-01,order-1*.";
    public static string NotAReference(string typed, int most) => $"{typed} cannot be a branch, tag or commit. One has no spaces, does not begin with - or @, and has at most {most} characters.";
    public static string NotARelease(string typed) => $"{typed} is not the number of a release. Write 42 or #42.";
    public static string NotAPause(string typed) => $"{typed} is not a way to pause. Write none, first or each.";
    public static string NotADuration(string typed) => $"{typed} is not a time. Write a number and its unit: 30s, 2m or 1h30m.";
    public static string DurationOutside(string option, TimeSpan least, TimeSpan most) => least == TimeSpan.Zero
        ? $"{option} is at most {Duration(most)}."
        : $"{option} is between {Duration(least)} and {Duration(most)}.";
    public const string ListEmpty = "The list is empty. Write its entries with commas and no spaces.";
    public static string TextTooLong(int length, int most) => $"That text has {length} characters; it may have {most}. Shorten it.";

    /// <summary>A typed word, short enough for a message.</summary>
    public static string Shown(string typed)
    {
        const int most = 60;
        if (typed.Length == 0) return "“”";
        if (typed.Length <= most) return typed;
        return typed[..(char.IsHighSurrogate(typed[most - 1]) ? most - 1 : most)] + "…";
    }
}
