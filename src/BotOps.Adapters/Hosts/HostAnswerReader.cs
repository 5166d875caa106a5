using System.Globalization;
using BotOps.Core;
using BotOps.Core.Hosts;

namespace BotOps.Adapters.Hosts;

/// <summary>Tells the lines of a verb from its answer.</summary>
public sealed class HostAnswerReader
{
    const string Mark = "::botops ";
    readonly Dictionary<string, string> values = [];
    string reason = "";

    /// <summary>Null until the last line of the answer was read: what broke off before it is no answer.</summary>
    public HostAnswer? Answer { get; private set; }

    /// <summary>Takes a line as <see cref="HostText.Bytes"/> read it. Returns the verb's own lines, for people; null: it was a part of the answer.</summary>
    public string? Read(string line)
    {
        if (!line.StartsWith(Mark, StringComparison.Ordinal)) return HostText.Read(line);

        var (key, value) = line[Mark.Length..].Split('=', 2) is [var name, var encoded] ? (name, HostScript.Decode(encoded)) : ("", "");
        if (key == "code") Answer = new HostAnswer(int.Parse(value, CultureInfo.InvariantCulture), reason, values);
        else if (key == "reason") reason = Texts.HostReason(value);
        else if (key.StartsWith("value.", StringComparison.Ordinal)) values[key["value.".Length..]] = value;
        return null;
    }
}
