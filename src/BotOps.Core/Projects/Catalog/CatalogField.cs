using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace BotOps.Core.Projects.Catalog;

/// <summary>
/// One field of a catalog file, given or not. Reading never throws: what is wrong is noted with file, line and path, and the
/// reading goes on, so that all problems of a file are told at once.
/// </summary>
sealed class CatalogField(Where at, YamlNode? node, CatalogProblems problems, Func<string, byte[]> beside)
{
    const int MostCharacters = 4096;

    public Where At => at;
    public bool Given => node is not null and not YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" };

    /// <summary>One value, not a map and not a list.</summary>
    public bool IsText => node is YamlScalarNode;

    public CatalogField this[string key] => new(
        new Where(at.File, Child(key)?.Start.Line ?? at.Line, at.Path.Length == 0 ? key : $"{at.Path}.{key}"), Child(key), problems, beside);

    public void Problem(string what) => problems.Add(at, what);

    public CatalogField Required()
    {
        if (!Given) Problem(Texts.Catalog.IsMissing);
        return this;
    }

    /// <summary>A map with these keys and no others.</summary>
    public CatalogField Knows(params string[] known)
    {
        foreach (var (name, field) in Entries())
            if (!known.Contains(name)) field.Problem(Texts.Catalog.UnknownField(DidYouMean.Closest(name, known), known));
        return this;
    }

    /// <summary>Names and values of a map, in the file's order.</summary>
    public IEnumerable<(string Name, CatalogField Field)> Entries()
    {
        if (!Given) yield break;
        if (node is not YamlMappingNode map)
        {
            Problem(Texts.Catalog.WriteAMap);
            yield break;
        }

        foreach (var key in map.Children.Keys)
        {
            if (key is YamlScalarNode { Value: { } name })
                yield return (name, new(new Where(at.File, key.Start.Line, at.Path.Length == 0 ? name : $"{at.Path}.{name}"), map.Children[key], problems, beside));
            else
                problems.Add(at with { Line = key.Start.Line }, Texts.Catalog.WriteAMap);
        }
    }

    public IEnumerable<CatalogField> Items()
    {
        if (!Given) return [];
        if (node is YamlSequenceNode list)
            return list.Select((item, i) => new CatalogField(new Where(at.File, item.Start.Line, $"{at.Path}[{i}]"), item, problems, beside));

        Problem(Texts.Catalog.WriteAList);
        return [];
    }

    /// <param name="problem">Says what is wrong with the text; null: nothing.</param>
    public string Text(string otherwise = "", Func<string, string?>? problem = null) => Scalar(otherwise, text => Wrong(text) ?? problem?.Invoke(text));

    /// <summary>A text of many lines, of which nothing is asked but what <paramref name="problem"/> asks.</summary>
    public string LongText(Func<string, string?> problem) => Scalar("", problem);

    /// <summary>The content of another file, whose path is relative to this one's folder; null and a problem: it cannot be read.</summary>
    public byte[]? FileBeside(string path)
    {
        try
        {
            return beside(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Problem(Texts.Files.CannotRead(path, error.Message));
            return null;
        }
    }

    string Scalar(string otherwise, Func<string, string?> problem)
    {
        if (!Given) return otherwise;
        if (node is not YamlScalarNode { Value: { } text })
        {
            Problem(Texts.Catalog.WriteOneValue);
            return otherwise;
        }

        if (problem(text) is { } wrong)
        {
            Problem(wrong);
            return otherwise;
        }
        return text;
    }

    public string? TextOrNull(Func<string, string?>? problem = null) => Given ? Text("", problem) : null;

    public int Number(int otherwise, int least, int most, Func<string, string>? problem = null)
    {
        int number = otherwise;
        Text("", text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= least && number <= most
            ? null
            : problem?.Invoke(text) ?? Texts.Catalog.NotANumber(text, least, most));
        return number;
    }

    public bool Flag() => Text("false", text => text is "true" or "false" ? null : Texts.Catalog.NotAFlag(text)) == "true";

    public TimeSpan Time(TimeSpan otherwise)
    {
        var time = otherwise;
        Text("", text => CatalogTime.TryParse(text, out time) ? null : Texts.Catalog.NotADuration(text));
        return time;
    }

    /// <summary>The same of something that waits, which may not take longer than that.</summary>
    public TimeSpan Time(TimeSpan otherwise, TimeSpan most)
    {
        var time = Time(otherwise);
        if (time > most) Problem(Texts.Catalog.AtMost(most));
        return time;
    }

    public List<string> Words(Func<string, string?>? problem = null) => [.. Items().Select(item => item.Text("", problem))];

    public List<string> Command()
    {
        if (node is not YamlScalarNode { Value: { } text } || !Given) return Words();
        Problem(Texts.Catalog.CommandAsText(text));
        return [];
    }

    /// <summary>The same of one word at least, where it is given.</summary>
    public List<string> SomeCommand()
    {
        var words = Command();
        if (words.Count == 0 && Given && !IsText) Problem(Texts.Catalog.IsMissing);
        return words;
    }

    public Dictionary<string, string> Map(Func<string, string, string?> problem)
    {
        var map = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, field) in Entries())
            map[name] = field.Text("", text => problem(name, text));
        return new(map);
    }

    YamlNode? Child(string key) => node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null;

    static string? Wrong(string text)
    {
        if (text.Length > MostCharacters) return Texts.Catalog.TooLong(MostCharacters);
        return text.Any(c => char.IsControl(c) && c is not '\n' and not '\t') ? Texts.Catalog.ControlCharacter : SecretGuard.Problem(text);
    }
}
