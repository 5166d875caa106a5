using BotOps.Core.Projects;

namespace BotOps.Core.Hosts;

public static partial class HostVerbs
{
    /// <summary>What QoS may take to answer, and a registry to follow.</summary>
    static readonly TimeSpan Asking = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Takes what runs out of dubbo's registry and waits until nobody has a connection to it, at most as long as the settings say; nothing
    /// is done where nothing runs. Asked is where it listens by the settings that it was started with. Answers drained: no, where the
    /// wait was over before connections were closed.
    /// </summary>
    public static HostCall Offline(string project, long release, long fence, RunSettings run, string address) =>
        Call("offline", project, release, fence, Asking + run.Dubbo!.Wait, new Dictionary<string, string>(Console(run, address)) { ["wait"] = Seconds(run.Dubbo.Wait) });

    /// <summary>Brings it back into the registry; done when every service, or each that is named, shows as registered.</summary>
    public static HostCall Online(string project, long release, long fence, RunSettings run, string address) =>
        Call("online", project, release, fence, Asking + run.Health.Limit, new Dictionary<string, string>(Console(run, address)) { ["limit"] = Seconds(run.Health.Limit) });

    static Dictionary<string, string> Console(RunSettings run, string address) =>
        new Dictionary<string, string> { ["port"] = Text(run.Port), ["address"] = address }.WithConsole(run, address);

    static Dictionary<string, string> WithConsole(this Dictionary<string, string> arguments, RunSettings run, string address)
    {
        if (run.Dubbo is not { } dubbo) return arguments;
        arguments["qos"] = Text(dubbo.Qos);
        arguments["qosAddress"] = Fill(dubbo.QosAddress, run, address);
        return arguments.List("service", dubbo.Services);
    }
}
