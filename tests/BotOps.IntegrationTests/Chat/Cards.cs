using BotOps.Core.Chat;

namespace BotOps.IntegrationTests.Chat;

/// <summary>Contents as BotOps tells them, with every part filled.</summary>
static class Cards
{
    public static readonly Place Channel = new("web", "sandbox", "deploys");
    public const string Hostile = "<img src=x onerror=\"document.title='taken'\">";

    static readonly CommitLine Gone = new("c81d4aa", "Skip tax for exempt regions", "lead-2", DateTimeOffset.UtcNow.AddDays(-5));

    public static Card Awaiting(string title = "order-svc → production") => new(
        43, title, new StateWord("Awaiting approval", Tone.Ask, "awaiting"), "/releases/43",
        ["master", new Span("9f3c1e7", Code: true), "6 hosts, one at a time", "asked by Developer"], 6, 1,
        [new Warning("1 commit that runs now would disappear.", "It is on hotfix/tax-exempt, not on master. Approve asks again.", [Gone])],
        [
            new("9f3c1e7", "Round order totals half to even", "developer", DateTimeOffset.UtcNow.AddMinutes(-22)),
            new("5a70b2c", "修正优惠券重复扣减", "developer", DateTimeOffset.UtcNow.AddHours(-3)),
            new("e2d9410", Hostile, "lead-2", DateTimeOffset.UtcNow.AddDays(-1)),
            new("77b01fd", "Log the coupon id with every rejection", "developer", DateTimeOffset.UtcNow.AddDays(-2)),
        ], 2,
        [
            new Fact("Settings", [[new Span("db.pool.max", Code: true), " 40 → 60"], [new Span("health.timeout", Code: true), " 20s → 30s"]], FactKind.Settings),
            new Fact("Preflight", [["5 hosts ready · ", new Span("order-04", Strong: true), ": disk 91 % full, room for one more release only"]]),
            new Fact("Runs now", [["build:118 ", new Span("4be02d9", Code: true), " since ", new Span("#39", Link: "/releases/39"), ", 4 days"]]),
            new Fact("Locks", [["no lock"]]),
        ],
        [.. Enumerable.Range(1, 6).Select(i => new[] { new HostCell($"order-0{i}", Cell.Wait) })], "order-01 to order-06 · 5 of 6 always in service",
        [], null, "0 of 1 approvals · expires 16:02",
        [
            new Button("approve", "Approve…", "43/1", Main: true, Confirm: new("Approve although 1 commit disappears?", "Approve without c81d4aa", [Gone]), May: ["lead-1", "lead-2"]),
            new Button("reject", "Reject…", "43/1", Ask: "Reason for Developer", May: ["lead-1", "lead-2"]),
            new Button("cancel", "Cancel", "43/1", May: ["developer"]),
        ],
        Asks: true, ["lead-1", "lead-2"], "/releases/43/compare", "#43 order-svc → production, master, 6 hosts, +6 −1");

    public static Card Rolling(int done) => Awaiting() with
    {
        State = new StateWord("Rolling out", Tone.Run, "rolling"),
        Warnings = [],
        Commits = [],
        MoreCommits = 0,
        Facts = [],
        Asks = false,
        Mentions = [],
        Compare = null,
        Strip = [[.. Enumerable.Range(1, 6).Select(i => new HostCell($"order-0{i}", i <= done ? Cell.Ok : i == done + 1 ? Cell.Run : Cell.Wait))]],
        StripNote = $"{done} of 6 updated · 1:52",
        Foot = "Approved by Lead 1, 14:06",
        Buttons = [new Button("pause", "Pause", "43"), new Button("abort", "Abort…", "43", Grave: true, Confirm: new("Abort? No new host starts.", "Abort", []))],
    };

    public static Line Built => new(Tone.Ok, "succeeded",
        ["Built ", new Span("build:121", Strong: true), " in 48 s · 31.4 MB · sha256 ", new Span("7d1f…e09a", Code: true), " · ", new Span("log", Link: "/releases/43#log")], DateTimeOffset.UtcNow);

    public static Results Hosts => new(
        [
            new("order-01", Tone.Ok, "succeeded", "build:121", TimeSpan.FromSeconds(38)),
            new("order-02", Tone.Ok, "succeeded", "build:121", TimeSpan.FromSeconds(41)),
            new("order-03", Tone.Bad, "failed", "failed at Verifying: GET /health gave 503", TimeSpan.FromSeconds(64)),
        ], 0);

    public static Excerpt LiveLog => new("Wave 3", "order-03", true,
        [new("one"), new("14:11:02 info  GET /health 503 in 3 ms"), new("14:11:04 warn  pool: 12 waiting, 0 free"), new("14:11:05 info  GET /health 503 in 3 ms"), new("14:11:07 warn  pool: 14 waiting, 0 free")],
        "/releases/43#log");

    public static Excerpt FirstError => new("First error", "order-03, 14:10:03", false,
        [new("info  pool: opening 60 connections to db-1"), new("Npgsql.PostgresException: 53300: too many clients already", true), new("   at OrderSvc.Db.Pool.Open() in Pool.cs:88")],
        "/releases/43#412");

    public static Reply NoSuchProject => new(
        "There is no project reprot-svc. Did you mean report-svc? Nothing was created.", "reprot-svc", "/deploy report-svc release/11.3");
}
