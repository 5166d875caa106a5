namespace BotOps.Core;

public static partial class Texts
{
    /// <summary>What a project's kind asks of its settings, and what it makes of them.</summary>
    public static class Kinds
    {
        // The catalog

        public static string OnlyOf(string kind) => Say($"is for projects with kind: {kind}", $"仅用于 kind: {kind} 的项目");
        public static string StartsItself => Say("is not for kind tomcat, which starts catalina.sh; options of the JVM are run.tomcat.jvm", "不适用于 kind tomcat（由 catalina.sh 启动）；JVM 选项请写在 run.tomcat.jvm");
        public static string NoProcess => Say("is not for kind static, which has no process of its own", "不适用于没有自身进程的 kind static");
        public static string AsksTheWebServer => Say("is http for kind static: the web server that serves the files is asked", "在 kind static 中只能是 http：检查对象是提供文件的 Web 服务器");
        public static string ProofOfStatic => Say("is for kind static only", "仅用于 kind static");
        public static string NoPortsAfter(int port, int after) => Say(
            $"{port} leaves no room for the {after} ports after it (shutdown, AJP, redirect, JMX); the last one that does is {65535 - after}",
            $"{port} 之后容不下 {after} 个端口（shutdown、AJP、redirect、JMX）；最大可用 {65535 - after}");
        public static string NotAPlainFolder(string text) => Say(
            $"'{text}' is no folder that a script may name: an absolute path of letters, digits, '.', '_', '+' and '-'",
            $"“{text}” 不能写进脚本：须为由字母、数字、“.”“_”“+”“-”组成的绝对路径");
        public static string NotMemory(string text) => Say($"'{text}' is not a size of memory; write 512m or 2g", $"“{text}” 不是内存大小；请写 512m 或 2g");
        public static string NotAnOption(string text) => Say(
            $"'{text}' is not one option of a JVM that a shell would leave as it is; write -XX:+UseG1GC or -Dname=value, without blanks and quotes, and keep others in a template of bin/setenv.sh",
            $"“{text}” 不是 shell 会原样保留的单个 JVM 选项；请写成 -XX:+UseG1GC 或 -Dname=value（不含空格和引号），其他的请写在 bin/setenv.sh 的模板中");
        public static string NotAContext(string text) => Say(
            $"'{text}' is not the name of a context; write ROOT, shop (for /shop) or shop#v2 (for /shop/v2)", $"“{text}” 不是 context 名；请写 ROOT、shop（对应 /shop）或 shop#v2（对应 /shop/v2）");
        public static string NotAnAdminAddress(string text) => Say($"'{text}' is not an address; write 127.0.0.1, another one of the host, or {{address}}", $"“{text}” 不是地址；请写 127.0.0.1、主机的其他地址或 {{address}}");
        public static string JmxForAll => Say(
            "would let everybody who reaches adminAddress run code: keep that on loopback, or set a password in a template of bin/setenv.sh",
            "会让能连到 adminAddress 的任何人执行代码：请将其保持为回环地址，或在 bin/setenv.sh 的模板中设置密码");
        public static string AjpWithoutSecret => Say("needs its secret, as a reference: run.secrets.AJP_SECRET", "需要密钥的引用：run.secrets.AJP_SECRET");
        public static string NotRendered(string path, string why) => Say($"{path} cannot be rendered: {why}", $"无法渲染 {path}：{why}");
        public static string UnknownValues(IReadOnlyList<string> names, IReadOnlyList<string> known) => Say(
            $"there is no {string.Join(", ", names)}; known here: {string.Join(", ", known)}", $"没有 {string.Join("、", names)}；可用的有：{string.Join("、", known)}");
        public static string SharedIsRendered(string shared, string path) => Say(
            $"'{shared}' cannot be shared by all releases: each has a {path} of its own", $"“{shared}” 不能由所有版本共享：每个版本都有自己的 {path}");

        // A war that is exploded

        public static string NotOneWar(string folder, IReadOnlyList<string> wars, IReadOnlyList<string> found) => wars.Count == 0
            ? Say($"The build made no war to explode into {folder}; its artifact has {Some(found)}. Set packaging war in its pom, or name the war in build.artifact.",
                $"构建没有产出可展开到 {folder} 的 war；制品中有 {Some(found)}。请在 pom 中把 packaging 设为 war，或在 build.artifact 中指定。")
            : Say($"The artifact has more than one war for {folder}: {Some(wars)}. Name one in build.artifact.", $"制品中要展开到 {folder} 的 war 不止一个：{Some(wars)}。请在 build.artifact 中只指定一个。");
        public static string Exploded(string war, string folder) => Say($"{war} is exploded as {folder} on the hosts", $"{war} 在主机上展开为 {folder}");
        public static string WarBroken(string war, string why) => Say($"{war} cannot be exploded: {why}", $"无法展开 {war}：{why}");
        public static string WarLeadsOut(string war, string member) => Say($"{war} cannot be exploded: its member {member} leads out of it", $"无法展开 {war}：其中的 {member} 指向其外");
        public static string WarTwice(string war, string member) => Say($"{war} cannot be exploded: {member} would be there twice", $"无法展开 {war}：{member} 会出现两次");
        public static string WarTooLarge(string war, int gigabytes) => Say($"{war} cannot be exploded: it would have more than {gigabytes} GiB", $"无法展开 {war}：展开后超过 {gigabytes} GiB");

        // Before hosts change

        public static string FilesChange(IReadOnlyList<string> hosts) => Say($"Files that change on {Files.Named(hosts)}:", $"{Files.Named(hosts)} 上将变更的文件：");
    }
}
