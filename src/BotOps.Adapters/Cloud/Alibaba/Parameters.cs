using System.Collections;
using System.Globalization;

namespace BotOps.Adapters.Cloud.Alibaba;

/// <summary>Parameters of a call as RPC products read them: lists numbered from 1, booleans as words, what is null left out.</summary>
sealed class Parameters : IEnumerable<KeyValuePair<string, string>>
{
    readonly Dictionary<string, string> all = [];

    public void Add(string name, string? value)
    {
        if (value is not null) all.Add(name, value);
    }

    public void Add(string name, int? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    public void Add(string name, bool value) => Add(name, value ? "true" : "false");

    public void Add(string name, IEnumerable<string> values)
    {
        foreach (var (at, value) in values.Index()) Add($"{name}.{at + 1}", value);
    }

    /// <summary>In the order of their keys, so that the same tags are the same parameters.</summary>
    public void Add(string name, IReadOnlyDictionary<string, string> tags)
    {
        foreach (var (at, (key, value)) in tags.OrderBy(t => t.Key, StringComparer.Ordinal).Index())
        {
            Add($"{name}.{at + 1}.Key", key);
            Add($"{name}.{at + 1}.Value", value);
        }
    }

    public Parameters And(string name, string? value)
    {
        var more = new Parameters();
        foreach (var (key, known) in all) more.Add(key, known);
        more.Add(name, value);
        return more;
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => all.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
