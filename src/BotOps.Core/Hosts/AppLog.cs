using System.Text.RegularExpressions;
using BotOps.Core.Logs;

namespace BotOps.Core.Hosts;

/// <summary>What the service's own log says of a failure, as a reason quotes it: cards, lists and notifications carry it.</summary>
public static partial class AppLog
{
    /// <summary>Characters of it; the whole stands in the release's log.</summary>
    const int Most = 200;

    /// <summary>What the host said, and what the service's log says of it where it says something.</summary>
    public static string Reason(HostAnswer answer, Func<string, string> masked) => answer.Values.TryGetValue("appLog", out var log) && log.Length > 0
        ? Texts.WithAppLog(masked(answer.Reason), Brief(masked(log)))
        : masked(answer.Reason);

    /// <summary>Without colours, without the stack that a logger wrote into the same line, and not longer than a person reads at a glance.</summary>
    public static string Brief(string line)
    {
        var said = Ansi.Strip(line).Trim();
        if (Frame().Match(said) is { Success: true, Index: > 0 } frame) said = said[..frame.Index].TrimEnd();
        return Texts.Cut(said, Most);
    }

    /// <summary>As .NET and Java write one: <c>   at Order.Prices() in</c>, <c>\tat org.shop.Order.prices(Order.java:19)</c>.</summary>
    [GeneratedRegex(@"\s+at [\w.$<>`+\[\],/]+\(", RegexOptions.CultureInvariant)]
    private static partial Regex Frame();
}
