namespace BotOps.Core;

public static partial class Texts
{
    public static partial class Page
    {
        public static string Home => "Home";
        public static string ToContent => "To the content";
        public static string ToLog => "To the log";
        public static string Live => "Live";
        public static string Ended => "Ended";
        public static string ConnectionLost => "Connection lost, trying again. Rollouts go on.";
        public static string SignOut => "Sign out";
        public static string Theme => "Theme";
        public static string ThemeSystem => "System";
        public static string ThemeLight => "Light";
        public static string ThemeDark => "Dark";

        public static string SignInTitle => "Sign in to BotOps";
        public static string SignInText => "This link signs you in on this browser, once.";
        public static string SignInButton => "Sign in";
        public static string SignedOutTitle => "You are signed out";
        public static string Refused => "That did not work";
        public static string SignInHint => "/botops login";

        /// <summary>Title and what to do, for an answer without an error of its own.</summary>
        public static (string Title, string Text) Problem(int status) => status switch
        {
            401 => ("Sign in first", "Type the line below in chat. BotOps answers you alone with a link that signs you in here."),
            403 => ("This is not yours to see", "You are signed in, but have no role here. An admin gives one with /botops grant."),
            404 => ("There is nothing here", "The address is wrong, or what it named was never there."),
            405 => ("That is not possible here", "The address is right, what was asked of it is not."),
            >= 500 => ("BotOps could not answer", "The error is in BotOps' own log. Rollouts go on; try again in a moment."),
            _ => ("That did not work", $"The request was refused ({status})."),
        };

        public static string NoRelease(long id) => $"There is no release #{id}.";
        public static string NoReleaseHint => "The number is wrong. The front door lists what runs and what ended lately.";
        public static string NoLog(long id) => $"There is no log {id}.";
        public static string NoVerb(string verb) => $"'{verb}' is nothing that can be done to a release here. There is: {string.Join(", ", Releases.ReleaseVerbs.All)}.";

        public static string WaitsForYou => "Waits for you";
        public static string NothingForYou => "Nothing waits for you.";
        public static string UnderWay => "Under way";
        public static string NothingRuns => "Nothing runs.";
        public static string WaitsForOthers => "Waits for others";
        public static string EndedLately => "Ended lately";
        public static string NothingEnded => "Nothing has ended yet.";
        public static string LookAtIt => "Look at it";
        public static string OnTheHosts => "On the hosts";
        public static string OnTheHostsHint => "what answers there now";
        public static string NoProjects => "No project yet. An admin adds one with `botops apply`.";
        public static string ColumnProject => "Project";
        public static string ColumnBuild => "Current build";
        public static string ColumnNotes => "Notes";
        public static string Mixed(IEnumerable<string> builds) => $"mixed: {string.Join(", ", builds)}";
        public static string ServingOf(int serving, int all) => $"{serving} of {all}";

        public static string OutNow(IReadOnlyList<string> hosts) => $"{string.Join(", ", hosts)} {(hosts.Count == 1 ? "is" : "are")} out";
        public static string QueuedBehind(long release) => $"waits for #{release} to end";
        public static string WaitsForHandles(IReadOnlyList<string> handles) => $"Waits for {OneOf(handles)}.";
        public static string UpdatedIn(int updated, int all, TimeSpan time) => $"{updated} of {all} in {Duration(time)}";
        public static string AwaitingLine(Releases.Release release, int hosts, string asker, DateTimeOffset now) =>
            $"{release.Reference} · {Many(hosts, "host")} · +{release.Facts.Commits.AddedCount} −{release.Facts.Commits.GoneCount} · asked by {asker} {Duration(now - release.CreatedAt)} ago";

        public static string Log => "Log";
        public static string Lines => "Lines of";
        public static string LogBuild => "Build";
        public static string LogRollout => "Rollout";
        public static string FirstError => "First error";
        public static string Times => "Times";
        public static string Follow => "Follow";
        public static string LogEmpty => "No line yet.";
        public static string NoError => "No line looks like an error.";
        public static string FollowingHint => "Following the newest line";
        public static string StoppedFollowing => "Stopped following when you scrolled up";
        public static string LogEnded => "The log has ended";

        /// <summary># stands for the number, which the browser fills in.</summary>
        public static string NewerLines => "# newer lines. Follow";
        public static string OneLine => "1 line";
        public static string LineCount => "# lines";
        public static string LinesDropped => "# lines between head and tail were left out: the log grew over its limit";
        public static string NeedsScript => "The log is drawn by a script, and scripts are off in this browser.";
        public static string FailedWord => "failed";
        public static string TimelineTooMany(int most) => $"Drawn for up to {most} hosts; the table below has them all.";
    }
}
