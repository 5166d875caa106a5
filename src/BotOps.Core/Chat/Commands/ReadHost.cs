namespace BotOps.Core.Chat.Commands;

/// <summary>What <c>/botops host</c> asks for: a host goes out with a reason and comes back with or without one.</summary>
static class ReadHost
{
    public static ParsedCommand From(Typed typed)
    {
        var (goesOut, reason) = (typed.Value<string>("out|in") == Values.Out, typed.Text("--reason"));
        return goesOut && reason is null
            ? new FormWanted("host", ["reason"], typed.Known)
            : new HostInput(typed.Value<string>("host")!, goesOut, typed.ProjectOrNone, typed.Environment, reason);
    }
}
