using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using BotOps.Core.Hosts;
using BotOps.Core.Releases;

namespace BotOps.Core.Balancing;

/// <summary>What an nginx host answers of the file that is BotOps' there, beside what the rows say.</summary>
static partial class BalancerDrift
{
    /// <summary>What is not as it should be; null: nothing, or nobody can say at this moment.</summary>
    public static string? Of(BalancerRows balancer, HostAnswer answer)
    {
        var (file, wanted) = (balancer.Balancer.File, Wanted(balancer));
        return answer.Values.GetValueOrDefault("state") switch
        {
            "edited" => Texts.Balancing.Edited(file),
            "foreign" => Texts.Balancing.Foreign(file),
            "absent" => wanted is null ? null : Texts.Balancing.Absent(file),
            _ when wanted is null => null,
            _ when answer.Values.GetValueOrDefault("sha256") != wanted => Texts.Balancing.Behind(file),
            _ => answer.Values.GetValueOrDefault("live") == "no" ? Texts.Balancing.NotTakenUp(file) : null,
        };
    }

    /// <summary>The servers that get requests, as <c>10.0.0.1:8080</c>, whoever wrote them there; null: the host did not say what is in the file.</summary>
    public static IReadOnlySet<string>? Servers(HostAnswer answer)
    {
        if (answer.Values.GetValueOrDefault("state") == "absent") return new HashSet<string>();
        return answer.Values.TryGetValue("content", out var content)
            ? Server().Matches(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(content))).Where(m => !m.Groups["words"].Value.Split(' ').Contains("down")).Select(m => m.Groups["at"].Value).ToHashSet()
            : null;
    }

    /// <summary>Digest of a file that BotOps did not write and that has no servers but these; null: there is none.</summary>
    public static string? Foreign(HostAnswer answer, IEnumerable<string> servers) =>
        answer.Values.GetValueOrDefault("state") == "foreign" && Servers(answer) is { Count: > 0 } there && there.IsSubsetOf(servers)
            ? Convert.ToHexStringLower(SHA256.HashData(Base64Url.DecodeFromChars(answer.Values["content"]))) : null;

    /// <summary>It is about to be written: what is there now may be right and may not.</summary>
    public static bool Moves(BalancedHost host) => host.Leaves || host.Run == HostRunState.Restoring;

    /// <summary>Digest of what it should have; null: nobody can say at this moment.</summary>
    static string? Wanted(BalancerRows balancer)
    {
        if (balancer.Hosts.Any(Moves)) return null;
        try
        {
            return balancer.Text is { } text ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))) : null;
        }
        catch (HostFailed)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^[ \t]*server[ \t]+(?<at>[^ \t;]+)(?<words>[^;\n]*);", RegexOptions.Multiline)]
    private static partial Regex Server();
}
