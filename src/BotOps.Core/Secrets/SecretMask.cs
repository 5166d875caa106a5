using System.Buffers;
using System.Text;

namespace BotOps.Core.Secrets;

/// <summary>
/// Puts <c>•••</c> in place of secrets wherever text is read, before it reaches a log, a card or the database: as they are,
/// URL-encoded, in base64, hexadecimal or JSON, in any letter case, and each line of a secret of several. A secret, or a line of
/// one, that is shorter than four characters is not masked: it would take half of the text with it.
/// </summary>
public sealed class SecretMask
{
    public const string Replacement = "•••";
    public const int Shortest = 4;

    readonly SearchValues<string>? search;
    readonly string[] longestFirst;

    public SecretMask(IEnumerable<string> secrets)
    {
        longestFirst = [.. secrets.SelectMany(SecretForms.Of).Distinct(StringComparer.OrdinalIgnoreCase).OrderByDescending(form => form.Length)];
        if (longestFirst.Length > 0) search = SearchValues.Create(longestFirst, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Masks nothing.</summary>
    public static SecretMask None { get; } = new([]);

    /// <summary>Length of the longest form in characters; who cuts text looks so far ahead.</summary>
    public int Longest => longestFirst is [var longest, ..] ? longest.Length : 0;

    public string Mask(string text)
    {
        if (!Finds(text)) return text;

        var masked = new StringBuilder(text.Length);
        var kept = 0;
        foreach (var (start, end) in Places(text))
        {
            masked.Append(text, kept, start - kept).Append(Replacement);
            kept = end;
        }
        return masked.Append(text, kept, text.Length - kept).ToString();
    }

    public bool Finds(ReadOnlySpan<char> text) => search is not null && text.IndexOfAny(search) >= 0;

    public bool Finds(ReadOnlySpan<byte> utf8)
    {
        if (search is null) return false;

        var text = ArrayPool<char>.Shared.Rent(utf8.Length);
        var found = Finds(text.AsSpan(0, Encoding.UTF8.GetChars(utf8, text)));
        ArrayPool<char>.Shared.Return(text);
        return found;
    }

    /// <summary>
    /// Where text may be cut at or before <paramref name="at"/> so that no secret lies across; behind it where a secret begins
    /// at the start. Needs <see cref="Longest"/> characters after the cut.
    /// </summary>
    public int Cut(string text, int at)
    {
        foreach (var (start, end) in Finds(text) ? Places(text) : [])
        {
            if (start >= at) break;
            if (end > at) return start > 0 ? start : end;
        }
        return at;
    }

    /// <summary>From the left; secrets that overlap make one place.</summary>
    List<(int Start, int End)> Places(string text)
    {
        var places = new List<(int Start, int End)>();
        for (var at = Next(text, 0); at >= 0; at = Next(text, at + 1))
        {
            var end = at + LengthAt(text.AsSpan(at));
            if (places.Count > 0 && at < places[^1].End) places[^1] = (places[^1].Start, Math.Max(end, places[^1].End));
            else places.Add((at, end));
        }
        return places;
    }

    int Next(string text, int from)
    {
        var found = text.AsSpan(from).IndexOfAny(search!);
        return found < 0 ? -1 : from + found;
    }

    int LengthAt(ReadOnlySpan<char> text)
    {
        foreach (var form in longestFirst)
            if (text.StartsWith(form, StringComparison.OrdinalIgnoreCase)) return form.Length;
        return 1;
    }
}
