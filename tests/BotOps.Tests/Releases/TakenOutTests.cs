using BotOps.Core;
using BotOps.Core.Releases;

namespace BotOps.Tests.Releases;

/// <summary>Hosts that a person took out are in no plan unless they are named; they count as not up all the same.</summary>
public class TakenOutTests
{
    /// <summary>A host in capitals is out by hand.</summary>
    [Theory]
    [InlineData("aBcd", "", "a c d", true)]
    [InlineData("aBcde", "--hosts a,B", "a B", false)]
    [InlineData("aBcd", "--hosts *", "a c d", true)]
    [InlineData("aBcd", "--hosts *,b", "aB c d", true)]
    [InlineData("aBcd", "--hosts B", "B", false)]
    [InlineData("aBcd", "--exclude d", "a c", false)]
    [InlineData("aBcd", "--exclude B", "a c d", true)]
    [InlineData("AB", "--hosts a", "A", false)]
    public void Waves_are(string hosts, string options, string waves, bool whole)
    {
        var plan = Plan(hosts, options);

        Assert.Equal((waves, whole), (string.Join(' ', plan.Waves.Select(w => string.Concat(w))), plan.Whole));
        Assert.Equal(hosts.Where(char.IsUpper).Select(h => $"{h}").Except(plan.Waves.SelectMany(w => w)), plan.Out);
    }

    [Fact]
    public void They_count_as_not_up()
    {
        Assert.Equal(2, Plan("Abcdef", "--batch").StaysUp); // of five that are up three may go at once
        Assert.Equal("3 of 4 hosts have to stay up and 3 are up, so none may be taken out. The largest --min-up that works is 2.",
            Assert.Throws<UserError>(() => Plan("Abcd", "--min-up")).Message); // it does not offer to deploy to A
    }

    [Theory]
    [InlineData("ABcd", "--hosts a*,b* --exclude c", "No host is left: A, B are taken out. Bring one in with /botops host, or name it whole: --hosts A.")]
    [InlineData("AB", "", "No host is left: A, B are taken out. Bring one in with /botops host, or name it whole: --hosts A.")]
    [InlineData("Ab", "--exclude *", "No host is left: --exclude takes out every one that was meant. Exclude fewer.")]
    public void Where_no_host_is_left_it_says_why(string hosts, string options, string says) =>
        Assert.Equal(says, Assert.Throws<UserError>(() => Plan(hosts, options)).Message);

    static WavePlan Plan(string hosts, string options)
    {
        var typed = options.Split(' ').Chunk(2).ToDictionary(o => o[0], o => o[^1]);
        string[] List(string name) => typed.TryGetValue(name, out var value) ? value.Split(',') : [];
        return WavePlanner.Plan(new PlanOptions
        {
            Hosts = List("--hosts"),
            Exclude = List("--exclude"),
            Batch = typed.ContainsKey("--batch") ? [new Amount(100, true)] : null,
            MinUp = typed.ContainsKey("--min-up") ? new Amount(3, false) : typed.ContainsKey("--batch") ? new Amount(2, false) : null,
        }, [.. hosts.Select(h => new PlanHost($"{h}", char.IsLower(h), char.IsUpper(h)))], "50%");
    }
}
