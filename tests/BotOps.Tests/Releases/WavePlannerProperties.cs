using BotOps.Core;
using BotOps.Core.Releases;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace BotOps.Tests.Releases;

/// <summary>What holds for every environment and every way to ask, not only for the examples.</summary>
[Properties(Arbitrary = [typeof(Requests)], MaxTest = 500)]
public class WavePlannerProperties
{
    [Property]
    public bool No_host_twice_and_none_lost_and_in_order(Request request) =>
        request.Planned(plan => plan.Waves.SelectMany(w => w).SequenceEqual(request.Chosen.Select(h => h.Name)) && plan.Waves.All(w => w.Count > 0));

    [Property]
    public bool No_wave_takes_out_more_than_may_be_out(Request request) =>
        request.Planned(plan => plan.Waves.All(wave =>
        {
            var out_ = wave.Count(request.Healthy);
            return out_ == 0 || request.Up - out_ >= request.MinUp;
        }));

    [Property]
    public bool The_plan_never_promises_more_than_its_waves_keep(Request request) =>
        request.Planned(plan => plan.MinUp <= plan.StaysUp && plan.Waves.All(wave => request.Up - wave.Count(request.Healthy) >= plan.StaysUp));

    [Property]
    public bool The_shares_of_a_list_are_met_on_the_way(Request request) =>
        request.Options.Batch is not { Count: > 1 } list || request.Planned(plan =>
        {
            var after = plan.Waves.Select((_, i) => plan.Waves.Take(i + 1).Sum(w => w.Count)).ToHashSet();
            var done = 0;
            return list.All(share => after.Contains(done = Math.Clamp(share.Of(plan.HostCount), Math.Min(done + 1, plan.HostCount), plan.HostCount)));
        });

    [Property]
    public bool No_wave_is_larger_than_the_size_that_was_asked_for(Request request) =>
        request.Planned(plan => request.Options switch
        {
            { Serial: true } => plan.Waves.All(w => w.Count == 1),
            { Batch: [var size] } => plan.Waves.All(w => w.Count <= Math.Max(1, size.Of(plan.HostCount))),
            { Halves: true } => plan.Waves.All(w => w.Count <= (plan.HostCount + 1) / 2),
            _ => true,
        });

    [Property]
    public bool With_every_chosen_host_down_no_limit_makes_a_wave_smaller(Request request)
    {
        var down = request with { Hosts = [.. request.Hosts.Select(h => h with { Healthy = h.Healthy && !request.Chosen.Contains(h) })] };
        var free = down with { Options = down.Options with { MinUp = new Amount(0, false) } };
        return free.Refused || down.Plan().Waves.Select(w => w.Count).SequenceEqual(free.Plan().Waves.Select(w => w.Count));
    }

    [Property]
    public bool The_largest_limit_that_a_refusal_names_does_work(Request request)
    {
        if (request.Chosen.Count == 0 || !request.Chosen.Any(h => h.Healthy) || request.Up > request.MinUp) return true;
        var works = request with { Options = request.Options with { MinUp = new Amount(request.Up - 1, false) } };
        return request.Refused && !works.Refused;
    }

    /// <summary>One way to ask for one environment.</summary>
    public sealed record Request(IReadOnlyList<PlanHost> Hosts, PlanOptions Options)
    {
        public IReadOnlyList<PlanHost> Chosen => [.. Hosts.Where(h => (Options.Hosts.Contains(h.Name) || Options.Hosts.Count == 0 && !h.ByHand) && !Options.Exclude.Contains(h.Name))];
        public int Up => Hosts.Count(h => h.Healthy);
        public int MinUp => (Options.MinUp ?? new Amount(Hosts.Count == 1 ? 0 : 50, true)).Of(Hosts.Count);
        public bool Healthy(string name) => Hosts.Single(h => h.Name == name).Healthy;
        public WavePlan Plan() => WavePlanner.Plan(Options, Hosts, "50%");

        public bool Refused
        {
            get
            {
                try
                {
                    Plan();
                    return false;
                }
                catch (UserError)
                {
                    return true;
                }
            }
        }

        /// <summary>Where it can be planned at all, and it can wherever a healthy host may be out or none is chosen.</summary>
        public bool Planned(Func<WavePlan, bool> holds)
        {
            var possible = Chosen.Count > 0 && (Up > MinUp || !Chosen.Any(h => h.Healthy));
            return possible ? holds(Plan()) : Refused;
        }
    }

    public static class Requests
    {
        public static Arbitrary<Request> Any() => Arb.From(
            from count in Gen.Choose(1, 30)
            from health in Gen.ArrayOf(Gen.Frequency((4, Gen.Constant(true)), (1, Gen.Constant(false))), count)
            from byHand in Gen.ArrayOf(Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true))), count)
            let hosts = health.Select((up, i) => new PlanHost($"h-{i:00}", up, !up && byHand[i])).ToList()
            from way in Gen.Choose(0, 4)
            from size in Gen.OneOf(Gen.Choose(1, 35).Select(n => new Amount(n, false)), Gen.Choose(1, 100).Select(n => new Amount(n, true)))
            from shares in Gen.ListOf(Gen.Choose(1, 99), 3)
            from first in Gen.Choose(1, 5)
            from minUp in Gen.Frequency((2, Gen.Constant<Amount?>(null)), (1, Gen.Choose(0, 30).Select(n => (Amount?)new Amount(n, false))), (1, Gen.Choose(0, 100).Select(n => (Amount?)new Amount(n, true))))
            from some in Gen.Frequency((3, Gen.Constant(new List<string>())), (1, Gen.SubListOf(hosts.Select(h => h.Name)).Select(l => l.ToList())))
            from without in Gen.Frequency((3, Gen.Constant(new List<string>())), (1, Gen.SubListOf(hosts.Select(h => h.Name)).Select(l => l.ToList())))
            select new Request(hosts, new PlanOptions
            {
                Serial = way == 1,
                Halves = way == 2,
                Batch = way switch
                {
                    3 => [size],
                    4 => [new Amount(first, false), .. shares.Distinct().Order().Select(s => new Amount(s, true)), new Amount(100, true)],
                    _ => null,
                },
                MinUp = minUp,
                Hosts = some,
                Exclude = without,
            }));
    }
}
