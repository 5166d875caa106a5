namespace BotOps.Core;

public static partial class Texts
{
    public static partial class Doctor
    {
        public const string NoneParked = "none is parked";
        public const string NoBuildTools = "no project has a build command";
        public const string NoHosts = "no project has a host";
        public const string NoJobStorage = "jobs are not configured here";

        public static string CheckTooLong(TimeSpan limit) => $"no answer within {limit.TotalSeconds:0} s";
        public static string NoDatabase(string why) => $"cannot be reached: {why}: check ConnectionStrings:BotOps and that PostgreSQL runs";
        public static string DatabaseUpToDate(Version version) => $"PostgreSQL {version.ToString(2)}, up to date";
        public static string DatabaseBehind(Version version, int migrations) => $"PostgreSQL {version.ToString(2)}, {Count(migrations, "migration")} to go: run `botops migrate`";

        public static string ToolBroken(string command, string why) => $"`{command}` fails: {why}";
        public static string ToolsMissing(IReadOnlyList<string> tools) => $"{string.Join(", ", tools)} not found on PATH: install on every worker";

        public static string HostsWell(int hosts) => $"{Count(hosts, "host")} answered";
        public static string HostProblem(string host, string what) => $"{host}: {what}";
        public static string HostNotReached(string what) => $"{what}: check its address and transport in the catalog, and that it is up";
        public static string HostIsLeftOut(string project, string why) => $"is left out of {project}: {why}: repair it and deploy to it with --hosts";
        public static string NothingRuns(string project, long release) => $"nothing runs although #{release} was deployed: look at its log, then `/restart {project}`";

        public static string MessagesParked(IReadOnlyList<string> messages, int most) =>
            $"{messages.Count} parked: {SomeOf(messages, most)}: check the channel and the bot's rights in it";

        public static string NoWorker(IReadOnlyList<string> queues) =>
            $"nobody takes the {(queues.Count == 1 ? "queue" : "queues")} {string.Join(" and ", queues)}: start `botops serve --role worker`";

        public static string SomeOf(IReadOnlyList<string> items, int most) =>
            string.Join("; ", items.Take(most)) + (items.Count > most ? $"; and {items.Count - most} more" : "");

        static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
    }
}
