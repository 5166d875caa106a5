using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BotOps.Core.Hosts;

namespace BotOps.Adapters.Hosts;

/// <summary>The host script, and its language: every transport puts <see cref="File"/> at <see cref="Path"/> and runs it there.</summary>
public static class HostScript
{
    static readonly byte[] Content = Read();

    public static HostFile File { get; } =
        new(Convert.ToHexStringLower(SHA256.HashData(Content)), Content.Length, _ => Task.FromResult<Stream>(new MemoryStream(Content, writable: false)));

    /// <summary>Below the host's root. The digest is its version: a rollout never runs a script of another.</summary>
    public static string Path { get; } = $".botops/bin/botops-host-{File.Sha256[..12]}";

    /// <summary>Longer than the script takes to give up by itself.</summary>
    public static TimeSpan Grace { get; } = TimeSpan.FromSeconds(15);

    /// <summary>What the script reads on its standard input. Values are data there: bytes, percent-encoded.</summary>
    /// <param name="again">This very call was made before, and its end was not heard.</param>
    public static string Encode(HostCall call, bool again = false)
    {
        var text = new StringBuilder();
        Write("verb", call.Verb);
        Write("project", call.Project);
        Write("release", call.Release.ToString(CultureInfo.InvariantCulture));
        Write("fence", call.Fence.ToString(CultureInfo.InvariantCulture));
        Write("limit", Math.Max(1, Math.Ceiling(call.Limit.TotalSeconds)).ToString(CultureInfo.InvariantCulture));
        if (again) Write("again", "yes");
        var head = text.Length;
        foreach (var (name, value) in call.Arguments.OrderBy(a => a.Key, StringComparer.Ordinal)) Write($"arg.{name}", value);
        Write("call", Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(text.ToString(head, text.Length - head)))));
        return text.Append("end\n").ToString();

        void Write(string key, string value) => text.Append(Key(key)).Append('=').Append(Encode(value)).Append('\n');
    }

    /// <summary>The call that ends a running verb and all of its processes.</summary>
    public static HostCall End(HostCall call) =>
        call with { Verb = "kill", Arguments = new Dictionary<string, string> { ["verb"] = call.Verb }, Limit = TimeSpan.FromSeconds(20) };

    internal static string Decode(string value)
    {
        var bytes = new StringBuilder();
        for (var at = 0; at < value.Length; at++)
        {
            if (value[at] != '%')
            {
                bytes.Append(value[at]);
                continue;
            }
            bytes.Append((char)Convert.FromHexString(value.AsSpan(at + 1, 2))[0]);
            at += 2;
        }
        return HostText.Read(bytes.ToString());
    }

    static string Encode(string value) =>
        value.Contains('\0') ? throw new ArgumentException("A value for a host holds a NUL character.") : Uri.EscapeDataString(value).Replace("~", "%7E", StringComparison.Ordinal);

    static string Key(string key) =>
        key.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_') ? key : throw new ArgumentException($"'{key}' is no name of an argument.");

    static byte[] Read()
    {
        using var resource = typeof(HostScript).Assembly.GetManifestResourceStream("hosts/botops-host")!;
        var content = new byte[resource.Length];
        resource.ReadExactly(content);
        return content;
    }
}
