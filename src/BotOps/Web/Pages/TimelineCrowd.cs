using System.Text;

namespace BotOps.Web.Pages;

/// <summary>Bars of very many hosts as one path a colour: a fifth of the text of as many boxes, and drawn as fast as a few.</summary>
sealed class TimelineCrowd
{
    /// <summary>In the picture's own units; it is stretched to the room that there is.</summary>
    public const int Width = 10_000;
    const int Least = 20; // what took no time is seen too

    readonly SortedDictionary<string, StringBuilder> paths = new(StringComparer.Ordinal);

    public IEnumerable<(string Class, string Path)> Paths => paths.Select(path => (path.Key, path.Value.ToString()));

    /// <param name="from">Both as a share of the whole width.</param>
    public void Add(string @class, double from, double to, int y, int height)
    {
        if (!paths.TryGetValue(@class, out var path)) paths.Add(@class, path = new StringBuilder());
        var x = (int)(Math.Clamp(from, 0, 1) * Width);
        var width = Math.Max(Least, (int)(Math.Clamp(to, 0, 1) * Width) - x);
        path.Append($"M{x} {y}h{width}v{height}h-{width}z");
    }
}
