using System.CommandLine;
using System.Net;
using BotOps.Composition;
using BotOps.Core;
using BotOps.Sandbox;

namespace BotOps.Verbs;

/// <summary>Everything on this machine, with nothing to configure; what a bare start does.</summary>
static class SandboxVerb
{
    public static Command Create()
    {
        var verb = new Command("sandbox", Texts.Usage.Sandbox);
        MakeDefault(verb);
        return verb;
    }

    public static void MakeDefault(Command command)
    {
        var data = new Option<string?>("--data") { Description = Texts.Usage.SandboxData };
        var listen = new Option<string>("--listen") { Description = Texts.Usage.SandboxListen, DefaultValueFactory = _ => "127.0.0.1" };
        var port = new Option<int?>("--port") { Description = Texts.Usage.SandboxPort };
        var role = new Option<ServeRole>("--role") { Description = Texts.Usage.SandboxRole, DefaultValueFactory = _ => ServeRole.All };
        foreach (var option in new Option[] { data, listen, port, role }) command.Options.Add(option);
        command.SetAction((parsed, stopping) => Run(parsed.GetValue(data), parsed.GetValue(listen)!, parsed.GetValue(port), parsed.GetValue(role), stopping));
    }

    static async Task<int> Run(string? data, string listen, int? port, ServeRole role, CancellationToken stopping)
    {
        if (!IPAddress.TryParse(listen, out var address)) throw new UserError(Texts.NotAListenAddress(listen), listen);

        await using var sandbox = await SandboxRun.Start(SandboxFolder.Open(data), listen, port, role, LogLevel.Warning, stopping);
        Console.WriteLine(Texts.SandboxReady(sandbox.Url));
        if (!IPAddress.IsLoopback(address)) Console.WriteLine(Texts.SandboxOpenToAll(listen));
        Console.WriteLine(Texts.SandboxVerbs(TerminalProgram.Self(sandbox.Folder.Path)));
        Console.WriteLine(Texts.SandboxStops);
        await sandbox.WaitForShutdown(stopping);
        return 0;
    }
}
