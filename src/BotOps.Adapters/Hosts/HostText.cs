using System.Text;

namespace BotOps.Adapters.Hosts;

/// <summary>What hosts print is UTF-8; where it is not, it is read as GB18030.</summary>
static class HostText
{
    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    static readonly Encoding Chinese = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    /// <summary>Reads bytes one to one into characters, so that lines can be cut before their encoding is known.</summary>
    public static Encoding Bytes => Encoding.Latin1;

    /// <param name="bytes">A line as <see cref="Bytes"/> read it.</param>
    public static string Read(string bytes)
    {
        var line = Bytes.GetBytes(bytes);
        try
        {
            return Strict.GetString(line);
        }
        catch (DecoderFallbackException)
        {
            return Chinese.GetString(line);
        }
    }
}
