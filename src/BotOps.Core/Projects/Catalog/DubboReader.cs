namespace BotOps.Core.Projects.Catalog;

/// <summary>Reads <c>run.dubbo</c> of an environment.</summary>
static class DubboReader
{
    static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>Null: the project is of another kind. For a provider it may be left out, but not what is started and its port.</summary>
    public static DubboSettings? Read(CatalogField run, ProjectKind kind)
    {
        var dubbo = run["dubbo"];
        if (kind != ProjectKind.Dubbo)
        {
            if (dubbo.Given) dubbo.Problem(Texts.Dubbo.OtherKind);
            return null;
        }
        run["start"].Required();
        run["port"].Required();
        dubbo.Knows("qos", "qosAddress", "services", "wait");
        var usual = new DubboSettings();
        return new DubboSettings
        {
            Qos = dubbo["qos"].Number(usual.Qos, 1, 65535, Texts.Catalog.NotAPort),
            QosAddress = dubbo["qosAddress"].Text(usual.QosAddress, text => text == "{address}" ? null : CatalogNames.Address(text)),
            Services = dubbo["services"].Words(CatalogNames.DubboService),
            Wait = dubbo["wait"].Time(usual.Wait, LongestWait),
        };
    }
}
