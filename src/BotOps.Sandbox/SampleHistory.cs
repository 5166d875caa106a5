namespace BotOps.Sandbox;

/// <param name="On">The branch that it is made on.</param>
/// <param name="From">The branch or tag that its branch begins at; null: it goes on.</param>
public sealed record SampleCommit(string On, string Title, string Author, TimeSpan Age, string Version, SampleTree Tree, string? From = null, string? Tag = null);

/// <summary>What happened to the sample projects before a newcomer meets them. Every commit of master builds and runs.</summary>
public static class SampleHistory
{
    const string Wei = "Wei Zhang", Ana = "Ana Costa", Fang = "王芳", Tom = "Tom Berg";

    public static IReadOnlyList<SampleCommit> Orders()
    {
        // Told backwards: each tree is the next one with that commit undone
        var newest = SampleTree.Orders;
        var withoutPots = newest.With("Stock.cs", ", [\"pot\"] = 8", "").With("Stock.cs", "_ => 39.9m", "_ => 0m");
        var silent = withoutPots.WithoutLines("Program.cs", "Logger.LogInformation");
        var oldestFirst = silent.With("Orders.cs", "OrderByDescending", "OrderBy");
        var unexplained = oldestFirst.With("README.md", "# order-svc\n");
        var hasty = unexplained.WithoutLines("Program.cs", "ShutdownTimeout");
        var endless = hasty.Without("Stock.cs").WithoutLines("Program.cs", "Stock").WithoutLines("Orders.cs", "stock.Take")
            .With("Orders.cs", "Stock stock, ", "").With("Orders.cs", "Stock.Price(item)", "4.25m");
        var unlogged = endless.WithoutLines("Orders.cs", "log.Log").With("Orders.cs", "(ILogger<Orders> log)", "");
        var wrong = unlogged.With("Orders.cs", "Math.Round(count * 4.25m, 2, MidpointRounding.AwayFromZero)", "Math.Floor(count * 4.25m)");
        var noOrders = wrong.Without("Orders.cs").WithoutLines("Program.cs", "Orders");
        var noHealth = noOrders.Without("Health.cs").WithoutLines("Program.cs", "Health", "using OrderService");

        return
        [
            new("master", "Start order-svc: say who answers", Wei, Days(34), "11.0.0", noHealth),
            new("master", "Answer /health for the load balancer", Wei, Days(33), "11.0.1", noOrders),
            new("master", "List and take orders", Ana, Days(29), "11.1.0", wrong),
            new("master", "修复：金额四舍五入错误", Fang, Days(27), "11.1.1", unlogged),
            new("master", "Log each order with its amount", Ana, Days(21), "11.1.2", endless),
            new("master", "Take only what is in stock", Tom, Days(15), "11.2.0", hasty),
            new("master", "Give running requests five seconds when stopped", Fang, Days(12), "11.2.1", unexplained),
            new("master", "Explain how to run it", Tom, Days(9), "11.2.2", oldestFirst),
            new("master", "Release 11.3", Tom, Days(8), "11.3.0", oldestFirst, Tag: "v11.3.0"),
            new("release/11.3", "Raise the stock of cups for the spring sale", Ana, Days(4), "11.3.1",
                oldestFirst.With("Stock.cs", "[\"cup\"] = 50", "[\"cup\"] = 80"), From: "v11.3.0", Tag: "v11.3.1"),
            new("hotfix/price-of-cups", "Correct the price of cups", Fang, Hours(30), "11.3.0.1",
                oldestFirst.With("Stock.cs", "12.5m", "12.9m"), From: "v11.3.0"),
            new("master", "Show the newest orders first", Ana, Days(3), "11.4.0", silent),
            new("master", "Say on start where it answers", Wei, Days(2), "11.4.1", withoutPots),
            new("master", "Sell pots", Tom, Hours(3), "11.4.2", newest),
            new("broken", "Count pots twice", Ana, Hours(2), "11.5.0", newest.With("Stock.cs", "[\"pot\"] = 8", "[\"pot\"] = pots * 2"), From: "master"),
            new("sick", "Ask the price list before saying ok", Tom, Hours(1), "11.5.1", newest.With("Health.cs", Sick), From: "master"),
        ];
    }

    public static IReadOnlyList<SampleCommit> Reports()
    {
        var newest = SampleTree.Reports;
        var noReports = newest.Without("Reports.cs").WithoutLines("Program.cs", "MapReports");
        var noHealth = noReports.Without("Health.cs").WithoutLines("Program.cs", "MapHealth", "using ReportService");
        return
        [
            new("master", "Start report-svc", Tom, Days(20), "1.0.0", noHealth),
            new("master", "Answer /health for the load balancer", Wei, Days(19), "1.0.1", noReports),
            new("master", "Sum up what was sold on a day", Fang, Days(5), "1.1.0", newest),
        ];
    }

    /// <summary>Starts, answers, and is not healthy: with an exception in its log that says why.</summary>
    const string Sick =
        """
        namespace OrderService;

        /// <summary>What the load balancer asks.</summary>
        static class Health
        {
            public static void MapHealth(this WebApplication app) => app.MapGet("/health", (ILogger<Orders> log) =>
            {
                try
                {
                    return Results.Text($"ok, {Prices().Count} prices\n");
                }
                catch (InvalidOperationException error)
                {
                    log.LogError(error, "The price list cannot be read");
                    return Results.StatusCode(503);
                }
            });

            static IReadOnlyList<decimal> Prices() => throw new InvalidOperationException("prices.csv has no column 'amount'");
        }

        """;

    static TimeSpan Days(int days) => TimeSpan.FromDays(days) + TimeSpan.FromMinutes(17 * days % 480);
    static TimeSpan Hours(int hours) => TimeSpan.FromHours(hours);
}
