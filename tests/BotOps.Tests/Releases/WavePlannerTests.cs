using BotOps.Core;
using BotOps.Core.Releases;

namespace BotOps.Tests.Releases;

public class WavePlannerTests
{
    /// <summary>Hosts are letters, a capital one is down; waves are written with blanks between them.</summary>
    [Theory]
    [InlineData("a", "", "a")]
    [InlineData("abc", "", "a b c")]
    [InlineData("abcd", "", "ab cd")]
    [InlineData("abcde", "", "a bc de")]
    [InlineData("abcde", "min-up=2", "ab cde")]
    [InlineData("abcd", "serial", "a b c d")]
    [InlineData("abc", "halves", "a b c")]
    [InlineData("abc", "halves min-up=0", "a bc")]
    [InlineData("abcdefg", "batch=3 min-up=0", "abc def g")]
    [InlineData("abcdef", "batch=25%", "ab cd ef")]
    [InlineData("abcdef", "batch=1,25%,100% min-up=0", "a b cdef")]
    [InlineData("abcdefghijkl", "batch=1,25%,100% min-up=0", "a bc defghijkl")]
    [InlineData("ab", "batch=1,25%,100% min-up=0", "a b")]
    [InlineData("abcdef", "batch=1,10%,11%,100%", "a b c def")]
    [InlineData("abcdef", "batch=1,3,10", "a bc def")]
    [InlineData("abcdefgh", "batch=4 min-up=5", "abc def gh")]
    [InlineData("abcdefgh", "min-up=75%", "ab cd ef gh")]
    [InlineData("abcdefgh", "min-up=5", "ab cde fgh")]
    [InlineData("abcdefgh", "batch=1,100% min-up=5", "a bc de fgh")]
    [InlineData("ABcd", "batch=4 min-up=1", "ABc d")]
    [InlineData("abCD", "batch=2 min-up=1", "a bC D")]
    [InlineData("ABCD", "", "AB CD")]
    [InlineData("A", "min-up=1", "A")]
    [InlineData("abcdef", "hosts=a,c", "a c")]
    [InlineData("abcdef", "hosts=* exclude=b,c", "ad ef")]
    [InlineData("abcdef", "exclude=a,b,c,d min-up=0", "e f")]
    public void Waves_are(string hosts, string options, string waves) =>
        Assert.Equal(waves, string.Join(' ', Plan(hosts, options).Waves.Select(wave => string.Concat(wave))));

    [Theory]
    [InlineData("abcd", "hosts=e", "There is no host e here. There are a, b, c, d.")]
    [InlineData("abcd", "exclude=x*", "No host matches x*. There are a, b, c, d.")]
    [InlineData("abcd", "exclude=*", "No host is left: --exclude takes out every one that was meant. Exclude fewer.")]
    [InlineData("abcd", "serial halves", "--serial, --halves and --batch exclude each other. Keep one.")]
    [InlineData("abcd", "batch=1,50%", "--batch 1,50% would leave 2 of 4 hosts on the old version. End the list with 100%: --batch 1,50%,100%. To update a few hosts only, name them with --hosts.")]
    [InlineData("abcd", "batch=0", "A wave has at least one host. Write 1 or more.")]
    [InlineData("abcd", "batch=2,2", "A list says how many hosts are updated in all after each wave, so it has to grow: in 2,2, 2 does not follow 2. For waves of one size write it once: --batch 2.")]
    [InlineData("abcd", "min-up=4", "4 of 4 hosts have to stay up and 4 are up, so none may be taken out. The largest --min-up that works is 3.")]
    [InlineData("a", "min-up=1", "1 of 1 hosts have to stay up and 1 is up, so none may be taken out. The largest --min-up that works is 0.")]
    [InlineData("abCD", "", "2 of 4 hosts have to stay up and 2 are up, so none may be taken out. The largest --min-up that works is 1. Or first deploy what is down: --hosts C,D")]
    [InlineData("", "", "This environment has no hosts yet. An admin assigns them.")]
    public void An_impossible_plan_is_refused_with_what_would_work(string hosts, string options, string says) =>
        Assert.Equal(says, Assert.Throws<UserError>(() => Plan(hosts, options)).Message);

    [Fact]
    public void A_slip_in_a_host_is_recognised() =>
        Assert.Equal("There is no host order-1 here. Did you mean order-01 or order-02?", Assert.Throws<UserError>(() =>
            WavePlanner.Plan(new PlanOptions { Hosts = ["order-1"] }, [new("order-01", true), new("order-02", true)], "50%")).Message);

    [Theory]
    [InlineData("abcdef", "serial", 3, 5)]
    [InlineData("abcdef", "", 3, 3)]
    [InlineData("a", "", 0, 0)]
    [InlineData("ABCD", "", 0, 0)]
    [InlineData("aBCD", "hosts=B,C", 1, 1)]
    public void It_says_what_has_to_stay_up_and_what_does(string hosts, string options, int minUp, int staysUp)
    {
        var plan = Plan(hosts, options);

        Assert.Equal((minUp, staysUp), (plan.MinUp, plan.StaysUp));
    }

    [Theory]
    [InlineData("abcdef", "", 0)]
    [InlineData("abcdef", "max-fail=2", 2)]
    [InlineData("abcdef", "max-fail=10%", 0)]
    [InlineData("abcdef", "max-fail=50%", 3)]
    [InlineData("abcdef", "max-fail=99", 6)]
    public void A_share_of_failures_is_never_passed(string hosts, string options, int most) => Assert.Equal(most, Plan(hosts, options).MaxFail);

    [Fact]
    public void Only_a_release_over_all_hosts_is_whole()
    {
        Assert.True(Plan("abcd", "hosts=*").Whole);
        Assert.False(Plan("abcd", "exclude=d").Whole);
    }

    static WavePlan Plan(string hosts, string options)
    {
        var typed = options.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(o => o.Split('=')).ToDictionary(o => o[0], o => o[^1]);
        Amount? One(string name) => typed.TryGetValue(name, out var value) ? Amount.Parse(value) : null;
        string[] List(string name) => typed.TryGetValue(name, out var value) ? value.Split(',') : [];
        return WavePlanner.Plan(
            new PlanOptions
            {
                Serial = typed.ContainsKey("serial"),
                Halves = typed.ContainsKey("halves"),
                Batch = typed.ContainsKey("batch") ? [.. List("batch").Select(Amount.Parse)] : null,
                MinUp = One("min-up"),
                MaxFail = One("max-fail"),
                Hosts = List("hosts"),
                Exclude = List("exclude"),
            },
            [.. hosts.Select(c => new PlanHost(c.ToString(), char.IsAsciiLetterLower(c)))], "50%");
    }
}
