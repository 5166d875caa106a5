using System.Text;

namespace BotOps.Core.Projects;

/// <summary>The bytes of a managed file as text, and back without a loss: what is not UTF-8 is read as GB18030, and written so again.</summary>
public static class FileText
{
    public const string Utf8 = "utf-8";
    public const string Gb18030 = "gb18030";

    static readonly Dictionary<string, Encoding> ByName = new()
    {
        [Utf8] = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true),
        [Gb18030] = CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!,
    };

    public static IReadOnlyList<string> Encodings { get; } = [Utf8, Gb18030];

    /// <summary>Throws <see cref="EncoderFallbackException"/> for half a character.</summary>
    public static byte[] Bytes(string text, string encoding) => ByName[encoding].GetBytes(text);

    /// <param name="usual">The encoding that the file had before: many bytes could be read in both.</param>
    /// <returns>Null: it is no text in either.</returns>
    public static (string Text, string Encoding)? Read(byte[] bytes, string usual = Utf8)
    {
        foreach (var encoding in Encodings.OrderBy(e => e != usual))
            if (Read(bytes, ByName[encoding]) is { } text) return (text, encoding);
        return null;
    }

    static string? Read(byte[] bytes, Encoding encoding)
    {
        try
        {
            var text = encoding.GetString(bytes);
            return text.Contains('\0') || !encoding.GetBytes(text).AsSpan().SequenceEqual(bytes) ? null : text;
        }
        catch (ArgumentException) // what no character stands for, in one direction or the other
        {
            return null;
        }
    }
}
