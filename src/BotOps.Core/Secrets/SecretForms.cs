using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace BotOps.Core.Secrets;

/// <summary>How a secret looks in a log: as it is, or as tools write it. Letter case is left to the search.</summary>
static class SecretForms
{
    /// <summary>Characters besides letters and digits that the usual encoders leave as they are.</summary>
    static readonly string[] LeftAlone = ["-_.~", "-_.!~*'()", "-_.*", "-_.~!$&'()*+,;=", "-_.~!$&'()*+,;=:@/", "-_.~!$&'()*+,;=:@/?#[]"];

    /// <summary>Widths at which encoders break base64 (RFC 7468, RFC 2045).</summary>
    static readonly int[] Base64Widths = [64, 76];

    /// <summary>Lines of a multi-line secret count each: logs are read line by line.</summary>
    public static IEnumerable<string> Of(string secret)
    {
        var whole = secret.Trim();
        var lines = whole.Split(['\n', '\r'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var units = lines.Append(whole).Where(unit => unit.Length >= SecretMask.Shortest).Distinct();
        return units.SelectMany(Written).Concat(Wrapped(whole)).Where(form => form.Length >= SecretMask.Shortest);
    }

    static IEnumerable<string> Written(string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        return [
            value,
            Logs.Ansi.Clean(value),
            value.Replace("'", "'\\''", StringComparison.Ordinal), // a shell's trace
            WebUtility.HtmlEncode(value),
            .. Json(value),
            .. LeftAlone.Select(left => Percent(bytes, left)),
            Percent(bytes, "-_.*").Replace("%20", "+", StringComparison.Ordinal), // a form
            Percent(bytes, "-_.~").Replace("%20", "+", StringComparison.Ordinal),
            Convert.ToHexString(bytes),
            string.Join(':', bytes.Select(b => b.ToString("x2", CultureInfo.InvariantCulture))),
            .. Base64(bytes),
        ];
    }

    static IEnumerable<string> Json(string value)
    {
        var relaxed = JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value;
        return [relaxed, relaxed.Replace("/", "\\/", StringComparison.Ordinal), JsonEncodedText.Encode(value).Value];
    }

    static string Percent(byte[] bytes, string left)
    {
        var text = new StringBuilder(bytes.Length * 3);
        foreach (var b in bytes)
        {
            if (char.IsAsciiLetterOrDigit((char)b) || left.Contains((char)b)) text.Append((char)b);
            else text.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
        }
        return text.ToString();
    }

    static IEnumerable<string> Base64(byte[] bytes)
    {
        var whole = Convert.ToBase64String(bytes);
        string[] forms = [whole, whole.TrimEnd('='), Inside(bytes, 0), Inside(bytes, 1), Inside(bytes, 2)];
        return forms.Concat(forms.Select(form => form.Replace('+', '-').Replace('/', '_')));
    }

    /// <summary>The characters that the secret alone decides when other bytes stand around it.</summary>
    static string Inside(byte[] bytes, int offset)
    {
        var text = Convert.ToBase64String([.. new byte[offset], .. bytes]);
        return text[((offset * 8 + 5) / 6)..((offset + bytes.Length) * 8 / 6)];
    }

    static IEnumerable<string> Wrapped(string whole)
    {
        var text = Convert.ToBase64String(Encoding.UTF8.GetBytes(whole));
        return Base64Widths.Where(width => text.Length > width).SelectMany(width => text.Chunk(width)).Select(line => new string(line));
    }
}
