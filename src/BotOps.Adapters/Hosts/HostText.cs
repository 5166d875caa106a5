using System.Text;
using BotOps.Core.Logs;

namespace BotOps.Adapters.Hosts;

/// <summary>What hosts print is read as every log is.</summary>
static class HostText
{
    /// <summary>Reads bytes one to one into characters, so that lines can be cut before their encoding is known.</summary>
    public static Encoding Bytes => Encoding.Latin1;

    /// <param name="bytes">A line as <see cref="Bytes"/> read it.</param>
    public static string Read(string bytes) => LineEncoding.Decode(Bytes.GetBytes(bytes));
}
