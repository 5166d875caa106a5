using System.Globalization;
using BotOps.Adapters.Cloud.Alibaba;

namespace BotOps.Sandbox.Cloud;

/// <summary>What a call says. One that lacks what is needed, says what nobody asked for, or says it wrongly, is refused by the parameter's name.</summary>
sealed class CloudParameters(IReadOnlyDictionary<string, string> all)
{
    readonly HashSet<string> read = [];

    /// <summary>All of it as one text.</summary>
    public string Same => AcsSignature.Query(all);

    public string? Text(string name)
    {
        read.Add(name);
        return all.GetValueOrDefault(name);
    }

    public string Needed(string name) => Text(name) is { Length: > 0 } text ? text : throw new CloudError(400, $"Missing{name}", $"The input parameter {name} that is mandatory for processing this request is not supplied.");

    public int Number(string name, int least, int most, int usual) => Text(name) is not { } text ? usual
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : throw CloudError.Invalid(name, $"is not from {least} to {most}");

    public bool Flag(string name) => Text(name) switch
    {
        null or "false" => false,
        "true" => true,
        _ => throw CloudError.Invalid(name, "is neither true nor false"),
    };

    public string? OneOf(string name, params ReadOnlySpan<string> allowed) => Text(name) is not { } text || allowed.Contains(text) ? Text(name) : throw CloudError.Invalid(name);

    /// <summary><c>name.1</c>, <c>name.2</c> … without a gap.</summary>
    public IReadOnlyList<string> List(string name, int most)
    {
        List<string> values = [];
        while (Text($"{name}.{values.Count + 1}") is { } value) values.Add(value);
        return values.Count <= most ? values : throw CloudError.Invalid(name, $"has more than {most} items");
    }

    public Dictionary<string, string> Tags()
    {
        const int Most = 20, LongestKey = 128;
        var tags = new Dictionary<string, string>();
        for (var at = 1; Text($"Tag.{at}.Key") is { } key; at++)
        {
            if (at > Most || key.Length is 0 or > LongestKey || key.StartsWith("aliyun", StringComparison.Ordinal) || key.StartsWith("acs:", StringComparison.Ordinal) || !tags.TryAdd(key, Text($"Tag.{at}.Value") ?? ""))
                throw CloudError.Invalid("TagKey.Malformed");
        }
        return tags;
    }

    public DateTimeOffset? Time(string name) => Text(name) is not { } text ? null
        : DateTimeOffset.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? new DateTimeOffset(time.Year, time.Month, time.Day, time.Hour, time.Minute, 0, TimeSpan.Zero)
        : throw CloudError.Invalid($"{name}.Malformed");

    public void NothingElse()
    {
        if (all.Keys.FirstOrDefault(name => !read.Contains(name)) is { } unknown) throw new CloudError(400, "InvalidParameter", $"The specified parameter {unknown} is not valid.");
    }
}
