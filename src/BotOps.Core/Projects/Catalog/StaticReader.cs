namespace BotOps.Core.Projects.Catalog;

/// <summary>Checks what an environment of kind static says: there is no process, so nothing that a process would have.</summary>
static class StaticReader
{
    static readonly string[] OfProcesses = ["start", "environment", "secrets", "stopLimit"];

    public static void Check(CatalogField run, CatalogField health)
    {
        foreach (var name in OfProcesses.Where(name => run[name].Given)) run[name].Problem(Texts.Kinds.NoProcess);
        if (health["kind"].Given && health["kind"].IsText && health["kind"].Text() != "http") health["kind"].Problem(Texts.Kinds.AsksTheWebServer);
    }
}
