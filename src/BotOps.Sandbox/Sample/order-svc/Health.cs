namespace OrderService;

/// <summary>What the load balancer asks.</summary>
static class Health
{
    public static void MapHealth(this WebApplication app) => app.MapGet("/health", () => Results.Text("ok\n"));
}
