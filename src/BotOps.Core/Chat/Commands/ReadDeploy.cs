using BotOps.Core.Builds;
using BotOps.Core.Releases;

namespace BotOps.Core.Chat.Commands;

/// <summary>What <c>/deploy</c> asks for.</summary>
static class ReadDeploy
{
    public static DeployInput From(Typed typed)
    {
        typed.OnlyOneOf("--serial", "--halves", "--batch");
        if (typed.Reference is { } reference && BuildNumber.Read(reference) is { } build) typed.Without("--rebuild", Texts.BuildAsItIs(build));
        var options = Options(typed);
        typed.Check("--batch", () => WaveShape.Require(options));
        return new DeployInput(
            typed.Project, typed.Reference, typed.Environment, options, typed.Number<TimeSpan>("--expires"), typed.Text("--note"), typed.Has("--rebuild"),
            typed.Has("--plan"))
        {
            OneWay = typed.Text("--one-way"), Override = typed.Text("--override"),
        };
    }

    internal static PlanOptions Options(Typed typed) => new()
    {
        Serial = typed.Has("--serial"),
        Halves = typed.Has("--halves"),
        Batch = typed.Value<IReadOnlyList<Amount>>("--batch"),
        Pause = typed.Number<PauseAfter>("--pause") ?? PauseAfter.None,
        Wait = typed.Number<TimeSpan>("--wait") ?? TimeSpan.Zero,
        MaxFail = typed.Number<Amount>("--max-fail"),
        MinUp = typed.Number<Amount>("--min-up"),
        OnFail = typed.Number<OnFail>("--on-fail") ?? OnFail.Ask,
        AnswerWithin = typed.Number<TimeSpan>("--answer-within") ?? new PlanOptions().AnswerWithin,
        Hosts = typed.Value<IReadOnlyList<string>>("--hosts") ?? [],
        Exclude = typed.Value<IReadOnlyList<string>>("--exclude") ?? [],
    };
}
