using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using BotOps.Core;
using BotOps.Core.Cloud;
using BotOps.Core.Dns;
using BotOps.Core.Secrets;

namespace BotOps.Adapters.Dns;

/// <summary>Writes by <c>nsupdate</c>, whose key comes by standard input, and reads back by <c>dig</c> from the same server; both are of BIND's tools.</summary>
sealed partial class DynamicDns(DynamicDnsOptions options, SecretReferences secrets, DnsPrograms programs) : INameServer
{
    public string Zone => options.Zone;

    public async Task<IReadOnlyList<NameRecord>> Find(string name, string type, CancellationToken stopping)
    {
        var (code, output) = await Run("dig", null,
            ["+noall", "+comments", "+answer", "+norecurse", "+tcp", "+tries=1", "-p", Text(options.Port), $"@{options.Server}", "-q", Full(name), "-t", type], stopping);
        if (code != 0) throw new CloudUnreachable(options.Name, "dig", LastOf(output));
        var status = Status().Match(output) is { Success: true } found ? found.Groups[1].Value : "";
        if (status is not ("NOERROR" or "NXDOMAIN")) throw new CloudRefused(options.Name, "dig", Refusal.Other, status, Texts.Dns.NoAnswer(Full(name)), "");

        List<NameRecord> records = [];
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            if (line.Split((char[]?)null, 5, StringSplitOptions.RemoveEmptyEntries) is [var of, _, "IN", var is_, var value] && is_ == type && of.Equals(Full(name), StringComparison.OrdinalIgnoreCase))
                records.Add(new NameRecord(name, type, type == "TXT" ? Unquoted(value.Trim()) : value.Trim()));
        return records;
    }

    public Task Add(NameRecord record, TimeSpan lives, CancellationToken stopping) =>
        Update($"update add {Full(record.Name)} {Text((int)lives.TotalSeconds)} IN {record.Type} {Written(record)}", stopping);

    public Task Remove(NameRecord record, CancellationToken stopping) => Update($"update delete {Full(record.Name)} IN {record.Type} {Written(record)}", stopping);

    async Task Update(string line, CancellationToken stopping)
    {
        var secret = await secrets.Resolve(options.Secret, stopping);
        if (!Convert.TryFromBase64String(secret, new byte[secret.Length], out _) || secret.Any(char.IsWhiteSpace)) throw new UserError(Texts.Dns.NotASecret($"BotOps:Dns:{options.Name}:Secret"));
        var key = options.Key.Contains(':', StringComparison.Ordinal) ? options.Key : $"hmac-sha256:{options.Key}";
        var script = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"server {options.Server} {options.Port}\n").Append(CultureInfo.InvariantCulture, $"zone {options.Zone}.\n")
            .Append(CultureInfo.InvariantCulture, $"key {key} {secret}\n").Append(line).Append("\nsend\n");
        var (code, output) = await Run("nsupdate", script.ToString(), ["-v"], stopping);
        if (code == 0) return;
        var said = LastOf(output.Replace(secret, "***", StringComparison.Ordinal));
        if (Refused().Match(output) is { Success: true } refused) throw new CloudRefused(options.Name, "nsupdate", Refusal.Other, refused.Value, said, "");
        throw new CloudUnreachable(options.Name, "nsupdate", said);
    }

    Task<(int Code, string Output)> Run(string program, string? input, IReadOnlyList<string> arguments, CancellationToken stopping) =>
        programs.Run(options.Name, program, arguments, input, options.RequestLimit, stopping);

    string Full(string name) => $"{name}.{options.Zone}.";

    /// <summary>A mark of BotOps' own has no quotes and no backslashes in it.</summary>
    static string Written(NameRecord record) => record.Type == "TXT" ? $"\"{record.Value}\"" : record.Value;

    static string Unquoted(string text) => text is ['"', .. var inner, '"'] ? inner : text;
    static string LastOf(string output) => output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "";
    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"status: ([A-Z]+)")]
    private static partial Regex Status();

    /// <summary>nsupdate tells so of what the server answered, and of nothing else.</summary>
    [GeneratedRegex(@"(?<=update failed: )[A-Z]+|TSIG(?= error)")]
    private static partial Regex Refused();
}
