using System.Collections.Concurrent;

namespace OrderService;

/// <summary>How many of each item are left.</summary>
sealed class Stock
{
    readonly ConcurrentDictionary<string, int> left = new() { ["tea"] = 200, ["cup"] = 50, ["pot"] = 8 };

    public static decimal Price(string item) => item switch { "tea" => 4.25m, "cup" => 12.5m, _ => 39.9m };

    public bool Take(string item, int count)
    {
        while (left.TryGetValue(item, out var there) && count > 0 && there >= count)
            if (left.TryUpdate(item, there - count, there)) return true;
        return false;
    }
}
