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
        Longest = longestFirst.Select(form => 3 * Encoding.UTF8.GetByteCount(form)).DefaultIfEmpty().Max();
        if (longestFirst.Length > 0) search = SearchValues.Create(longestFirst, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Masks nothing.</summary>
    public static SecretMask None { get; } = new([]);

    /// <summary>Length of the longest form in characters, with all of it URL-encoded; who cuts text looks so far ahead.</summary>
    public int Longest { get; }

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

    /// <summary>The same for text that was cut at its end: there the beginning of a secret, of four characters or more, is masked, too.</summary>
    public string MaskCut(string text)
    {
        var masked = Mask(text);
        if (search is null) return masked;

        if (masked.LastIndexOf('%') is var open && open >= 0 && open >= masked.Length - 2) masked = masked[..open]; // half of a URL-encoded byte
        var decoded = PercentView.Of(masked);
        var read = (decoded?.Text ?? masked).TrimEnd('\uFFFD'); // half of a character
        var length = longestFirst.Max(form => Beginning(form, read));
        if (length == 0) return masked;

        var start = read.Length - length;
        return masked[..(decoded?.Original((start, start)).Start ?? start)] + Replacement;
    }

    public bool Finds(ReadOnlySpan<char> text) => search is not null
        && (text.IndexOfAny(search) >= 0 || PercentView.Of(text) is { } decoded && decoded.Text.AsSpan().IndexOfAny(search) >= 0);

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
        var found = Matches(text);
        if (PercentView.Of(text) is { } decoded) found = found.Concat(Matches(decoded.Text).Select(decoded.Original)).Order();

        var places = new List<(int Start, int End)>();
        foreach (var (start, end) in found)
        {
            if (places.Count > 0 && start < places[^1].End) places[^1] = (places[^1].Start, Math.Max(end, places[^1].End));
            else places.Add((start, end));
        }
        return places;
    }

    IEnumerable<(int Start, int End)> Matches(string text)
    {
        for (var at = Next(text, 0); at >= 0; at = Next(text, at + 1)) yield return (at, at + LengthAt(text.AsSpan(at)));
    }

    int Next(string text, int from)
    {
        var found = text.AsSpan(from).IndexOfAny(search!);
        return found < 0 ? -1 : from + found;
    }

    /// <summary>How much of the form's beginning is the text's end.</summary>
    static int Beginning(string form, string text)
    {
        for (var length = Math.Min(form.Length - 1, text.Length); length >= Shortest; length--)
            if (text.AsSpan().EndsWith(form.AsSpan(0, length), StringComparison.OrdinalIgnoreCase)) return length;
        return 0;
    }

    int LengthAt(ReadOnlySpan<char> text)
    {
        foreach (var form in longestFirst)
            if (text.StartsWith(form, StringComparison.OrdinalIgnoreCase)) return form.Length;
        return 1;
    }
}
