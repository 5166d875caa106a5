using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using BotOps.Core;

namespace BotOps.Benchmarks.Rig;

/// <summary>Sends signed slash commands, each with its own trigger, over connections that stay open, as fast as they are answered.</summary>
static class SlackLoad
{
    public const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";
    const int Connections = 32;
    static readonly byte[] Key = Encoding.ASCII.GetBytes(Secret);
    static int number;

    public static async Task<LoadResult> Run(int port, string path, TimeSpan time, CancellationToken stopping)
    {
        var until = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        var began = Stopwatch.GetTimestamp();
        var took = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(() => Connection(port, path, until, stopping), stopping)));
        var all = took.SelectMany(t => t).Order().ToList();
        return new LoadResult(all.Count / Stopwatch.GetElapsedTime(began).TotalSeconds, all[all.Count / 2], all[(int)(all.Count * 0.99)]);
    }

    static async Task<List<TimeSpan>> Connection(int port, string path, long until, CancellationToken stopping)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port, stopping);
        var request = new Request(path);
        List<TimeSpan> took = [];
        var answer = new byte[8192];
        while (Stopwatch.GetTimestamp() < until)
        {
            var next = request.Next();
            var sent = Stopwatch.GetTimestamp();
            await socket.SendAsync(next, stopping);
            for (var length = 0; !IsWhole(answer.AsSpan(0, length));)
            {
                var read = await socket.ReceiveAsync(answer.AsMemory(length), stopping);
                if (read == 0) throw new UserError("The connection was closed before the answer.");
                length += read;
            }
            took.Add(Stopwatch.GetElapsedTime(sent));
        }
        return took;
    }

    /// <summary>One request that is signed anew for each number, in place: whoever sends shares the cores.</summary>
    sealed class Request
    {
        const int Digits = 9;
        readonly byte[] signed, request;
        readonly int signature;

        public Request(string path)
        {
            var form = $"token=x&team_id=T0123ABCD&team_domain=acme&channel_id=C0111DEPLO&channel_name=deploys&user_id=U0456EFGH&user_name=alice&command=%2Fdeploy"
                + $"&text=order-svc+master+--serial&api_app_id=A0&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT0%2F1%2Fx&trigger_id=1.1.{new string('0', Digits)}";
            var timestamp = DateTimeOffset.UtcNow.ToUnixTimeSeconds(); // good for five minutes, and a turn is shorter
            var head = $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {form.Length}\r\n"
                + $"X-Slack-Request-Timestamp: {timestamp}\r\nX-Slack-Signature: v0=";
            signature = head.Length;
            request = Encoding.ASCII.GetBytes($"{head}{new string('0', 64)}\r\n\r\n{form}");
            signed = Encoding.ASCII.GetBytes($"v0:{timestamp}:{form}");
        }

        public ReadOnlyMemory<byte> Next()
        {
            var digits = Interlocked.Increment(ref number);
            for (var at = 1; at <= Digits; at++, digits /= 10) signed[^at] = request[^at] = (byte)('0' + digits % 10);
            Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
            HMACSHA256.HashData(Key, signed, hash);
            Convert.TryToHexStringLower(hash, request.AsSpan(signature, 64), out _);
            return request;
        }
    }

    static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0) return false;
        if (!answer.StartsWith("HTTP/1.1 200"u8)) throw new UserError($"It was not accepted: {Encoding.ASCII.GetString(answer)}");

        var at = answer[..head].IndexOf("ontent-Length: "u8);
        if (at < 0) at = answer[..head].IndexOf("ontent-length: "u8);
        if (at < 0) return answer.EndsWith("0\r\n\r\n"u8); // chunked
        var digits = answer[(at + 15)..head];
        var end = digits.IndexOf((byte)'\r');
        return answer.Length >= head + 4 + int.Parse(end < 0 ? digits : digits[..end], System.Globalization.CultureInfo.InvariantCulture);
    }
}

sealed record LoadResult(double Rate, TimeSpan Median, TimeSpan P99)
{
    public override string ToString() => $"{Show.Count(Rate)} a second, p50 {Median.TotalMilliseconds:0.0} ms, p99 {P99.TotalMilliseconds:0.0} ms";
}
