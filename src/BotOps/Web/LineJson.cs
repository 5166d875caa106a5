using BotOps.Core.Logs;

namespace BotOps.Web;

/// <summary>A line as the page's script takes it: an array, since a log has many.</summary>
static class LineJson
{
    const int Plain = 0, Error = 1, Step = 2;

    public static object[] Of(LogLine line) => [line.Number, line.At.ToUnixTimeMilliseconds(), line.Source, line.Text, Mark(line)];

    static int Mark(LogLine line) => line.ReadsLikeAnError ? Error : line.Text.StartsWith("──", StringComparison.Ordinal) ? Step : Plain;
}
