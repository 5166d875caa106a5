using System.Globalization;
using System.Text.Json;

namespace BotOps.Adapters.Cloud.Alibaba;

/// <summary>Reads answers, of which any part may be missing.</summary>
static class AlibabaJson
{
    /// <summary>Null: it is no JSON object.</summary>
    public static JsonElement? Parse(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object ? json.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A text or a number as text; null where it is missing or empty.</summary>
    public static string? Text(this JsonElement json, params ReadOnlySpan<string> path) => At(json, path) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString() is { Length: > 0 } value ? value : null,
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    public static int? Number(this JsonElement json, params ReadOnlySpan<string> path) =>
        int.TryParse(json.Text(path), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static decimal? Amount(this JsonElement json, params ReadOnlySpan<string> path) =>
        decimal.TryParse(json.Text(path), NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) ? amount : null;

    /// <summary>As <c>2026-11-24T18:30Z</c>.</summary>
    public static DateTimeOffset? Time(this JsonElement json, params ReadOnlySpan<string> path) =>
        DateTimeOffset.TryParse(json.Text(path), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    public static IEnumerable<JsonElement> Items(this JsonElement json, params ReadOnlySpan<string> path) => At(json, path) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    static JsonElement? At(JsonElement json, ReadOnlySpan<string> path)
    {
        foreach (var name in path)
            if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out json)) return null;
        return json;
    }
}
