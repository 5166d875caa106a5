using BotOps.Core.Releases;

namespace BotOps.Core;

public static partial class Texts
{
    public static partial class Page
    {
        public static string DidAsk => "asked";
        public static string DidApprove(int round) => round == 1 ? "approved" : "approved what had changed";

        public static string Did(ReleaseState from, ReleaseState to) => (from, to) switch
        {
            (ReleaseState.Queued, ReleaseState.AwaitingApproval) => "asked again, the approval is void",
            (ReleaseState.Paused, ReleaseState.RollingOut) => "went on",
            (ReleaseState.AwaitingDecision, ReleaseState.RollingOut) => "went on",
            (_, ReleaseState.Paused) => "paused",
            (_, ReleaseState.AwaitingDecision) => "asked what to do",
            (_, ReleaseState.RollingBack) => "rolls the updated hosts back",
            (_, ReleaseState.Rejected) => "rejected",
            (_, ReleaseState.Cancelled) => "cancelled",
            (_, ReleaseState.Expired) => "ended it, nobody decided in time",
            (_, ReleaseState.Aborted) => "aborted",
            (_, ReleaseState.BuildFailed) => "ended it, the build failed",
            (_, ReleaseState.Failed) => "stopped, a host failed",
            (_, ReleaseState.SucceededWithFailures) => "ended it with failures",
            (_, ReleaseState.RolledBack) => "rolled back",
            _ => to.ToString(),
        };

        /// <summary>The options as typed, or the waves where none were.</summary>
        public static string Plan(PlanOptions options, WavePlan plan)
        {
            var typed = string.Join(' ', Typed(options));
            return typed.Length > 0 ? typed : Waves(plan);
        }

        static IEnumerable<string> Typed(PlanOptions options)
        {
            if (options.Serial) yield return "--serial";
            if (options.Halves) yield return "--halves";
            if (options.Batch is { Count: > 0 } batch) yield return $"--batch {string.Join(',', batch)}";
            if (options.Pause != PauseAfter.None) yield return $"--pause {options.Pause.ToString().ToLowerInvariant()}";
            if (options.Wait > TimeSpan.Zero) yield return $"--wait {Duration(options.Wait).Replace(" ", "", StringComparison.Ordinal)}";
            if (options.MaxFail is { } most) yield return $"--max-fail {most}";
            if (options.MinUp is { } least) yield return $"--min-up {least}";
            if (options.Hosts.Count > 0) yield return $"--hosts {string.Join(',', options.Hosts)}";
            if (options.Exclude.Count > 0) yield return $"--exclude {string.Join(',', options.Exclude)}";
        }

        /// <summary>1 wave, 4 waves of 1, 3 waves: 1, 3, then 4</summary>
        public static string Waves(WavePlan plan)
        {
            var sizes = plan.Waves.Select(w => w.Count).ToList();
            return sizes switch
            {
                [] => "no hosts",
                [var only] => $"{Many(only, "host")} at once",
                _ when sizes.Distinct().Count() == 1 => $"{sizes.Count} waves of {sizes[0]}",
                { Count: <= 6 } => $"{sizes.Count} waves: {string.Join(", ", sizes[..^1])}, then {sizes[^1]}",
                _ => $"{sizes.Count} waves, {sizes.Min()} to {sizes.Max()} hosts",
            };
        }

        public static string AskedBy => "Asked by";
        public static string ApprovedBy => "Approved by";
        public static string NobodyYet => "nobody yet";
        public static string NotNeeded => "not needed";
        public static string ApprovalsSoFar(int have, int need) => $"{have} of {need}";
        public static string Elapsed => "Elapsed";
        public static string NotStarted => "not started";
        public static string Branch => "Branch";
        public static string BuildWord => "Build";
        public static string NoBuildYet => "none yet";
        public static string BuildName(long id) => $"build:{id}";
        public static string BuildRuns(TimeSpan time) => $"build {Clock(time)}";
        public static string SettingsWord => "Settings";
        public static string Revision(int number) => $"revision {number}";
        public static string PlanWord => "Plan";
        public static string Note => "Note";
        public static string InService => "In service";
        public static string AtLeast(int least) => $"at least {least}";

        public static string WaveNumber(int number) => $"Wave {number}";
        public static string Commits => "Commits";
        public static string Since(long? build) => build is { } id ? $"since build:{id}" : "nothing ran here before";
        public static string NoCommits => "No commit is added: the same commit runs already.";
        public static string MoreCommits(int number) => $"and {Count(number)} more";
        public static string Decisions => "Decisions";
        public static string Hosts => "Hosts";
        public static string Updated(int updated, int all) => $"{updated} of {all} updated";
        public static string ColumnHost => "Host";
        public static string ColumnState => "State";
        public static string ColumnSteps => "Steps";
        public static string ColumnRuns => "Runs now";
        public static string ColumnReason => "Reason";
        public static string ColumnTook => "Took";
        public static string NothingYet => "nothing yet";
        public static string Was(long build) => $"was build:{build}";
        public static string NotServing => "not serving";
        public static string AllSteps => "all five steps done";
        public static string NoSteps => "no step yet";
        public static string NowAt(HostRunState step) => $"now {step}";
        public static string FailedAt(HostRunState? step) => $"failed at {step}";
        public static string Timeline => "Timeline";
        public static string TimelineHint => "a thick bar is a host out of the balancer";
        public static string TimelineEmpty => "Begins with the first host.";
        public static string NowLabel => "now";

        public static string Gone(int count) => count == 1 ? "1 commit that runs now would disappear." : $"{Count(count)} commits that run now would disappear.";
        public static string Disappeared(int count) => count == 1 ? "1 commit that ran before is not in it." : $"{Count(count)} commits that ran before are not in it.";
        public static string WaitsFor(long release) => $"Starts by itself when #{release} ends. What runs then is compared anew; if it differs, it is asked again.";
        public static string WaitsForWorker => "Starts by itself as soon as a worker is free.";
        public static string OutOfService(string host) => $"{host} is out of service.";

        public static string Verb(string verb) => verb switch
        {
            ReleaseVerbs.Pause => "Pause",
            ReleaseVerbs.Resume => "Go on",
            ReleaseVerbs.Abort => "Abort…",
            ReleaseVerbs.Cancel => "Cancel release…",
            _ when Answers.Read(verb) is { } answer => AnswerWord(answer),
            _ => verb,
        };
        public static string AbortTitle(long release) => $"Abort #{release}?";
        public static string AbortText => "No new host starts. A host past Draining is brought to its end; the others are not touched.";
        public static string AbortYes => "Abort";
        public static string CancelTitle(long release) => $"Cancel #{release}?";
        public static string CancelText => "Nothing has started yet, and nothing will.";
        public static string CancelYes => "Cancel release";
        public static string Why => "Reason";
        public static string Back => "Back";
    }
}
