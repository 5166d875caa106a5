namespace BotOps.Core;

public static partial class Texts
{
    public static string NoConnectionString =>
        """
        serve needs a PostgreSQL database and has no connection string. Give one in the environment,
          BOTOPS_ConnectionStrings__BotOps="Host=localhost;Username=botops;Password=...;Database=botops"
        or in appsettings.json under ConnectionStrings:BotOps. To try BotOps without one, start it with no verb: the sandbox brings its own.
        """;
    public static string LeaseTooShort(TimeSpan lease) => $"BotOps:Lease is {lease.TotalSeconds:0.##} s; it has to be 1 s or more.";
    public static string MigrationsPending(int count) => $"The database is {count} {(count == 1 ? "migration" : "migrations")} behind this BotOps. Run: botops migrate";
    public static string DatabaseAway(string why) => $"The database does not answer: {why}";
    public static string MigrationsApplied(IReadOnlyList<string> names) => names.Count == 0
        ? "The database is up to date."
        : $"Applied {string.Join(", ", names)}. The database is up to date.";
    public static string SandboxReady(string url) => $"The web chat is at {url}/chat";
    public static string SandboxOpenToAll(string listen) => $"It listens on {listen}: anyone who reaches that address may act as anyone. Do not do this on a network that you do not trust.";
    public static string SandboxStops => "Ctrl-C stops it and everything that it started.";
    public static string NoChange => "No change.";
}
