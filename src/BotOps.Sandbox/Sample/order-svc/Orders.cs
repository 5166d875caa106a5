using System.Collections.Concurrent;

namespace OrderService;

sealed record Order(int Number, string Item, int Count, decimal Amount);

/// <summary>Orders live in memory: this is a sample.</summary>
sealed class Orders(Stock stock, ILogger<Orders> log)
{
    readonly ConcurrentDictionary<int, Order> orders = [];
    int last;

    public IEnumerable<Order> All => orders.Values.OrderByDescending(o => o.Number);

    public Order? Take(string item, int count)
    {
        if (!stock.Take(item, count)) return null;
        var amount = Math.Round(count * Stock.Price(item), 2, MidpointRounding.AwayFromZero);
        var order = new Order(Interlocked.Increment(ref last), item, count, amount);
        log.LogInformation("Order {Number}: {Count} {Item} for {Amount}", order.Number, count, item, amount);
        return orders[order.Number] = order;
    }
}

static class OrderEndpoints
{
    public static void MapOrders(this WebApplication app)
    {
        app.MapGet("/orders", (Orders orders) => string.Join('\n', orders.All));
        app.MapPost("/orders/{item}/{count:int}", (string item, int count, Orders orders) =>
            orders.Take(item, count) is { } order ? Results.Text($"{order}\n") : Results.Conflict());
    }
}
